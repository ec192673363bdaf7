import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconRefreshAlert } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Preview, PreviewFigures } from '../../shared/contract/previews.ts';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { useFormat } from '../i18n/format.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { outcomeSentences } from './outcome.tsx';
import styles from './previews.module.css';
import { previewQuery } from './previews-query.ts';
import { useStartPreview } from './use-start-preview.ts';

interface ApplyPreviewProps {
  preview: Preview;
  figures: PreviewFigures;
}

/** Makes the change real, after asking once more with the numbers; where the world has changed since, offers to compute again. */
export function ApplyPreview({ preview, figures }: ApplyPreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const queryClient = useQueryClient();
  const send = useIntentKeys();
  const [asking, ask] = useDisclosure();
  const again = useStartPreview({ before: preview.id });
  const apply = useMutation({
    mutationFn: () => {
      const params = { previewId: preview.id };
      return send(params, (key) => api.previews.apply({ headers: { 'idempotency-key': key }, params }));
    },
    onSuccess: async (applied) => {
      queryClient.setQueryData(previewQuery(preview.id).queryKey, applied);
      ask.close();
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: apiQuery.regimes.key() }),
        queryClient.invalidateQueries({ queryKey: apiQuery.checkpoints.key() }),
      ]);
    },
    onError: ask.close,
  });
  const isStale = apply.error !== null && apiErrorOf(apply.error).code === 'PREVIEW_STALE';
  if (isStale)
    return (
      <Alert
        className={styles.notice ?? ''}
        data-tone="stale"
        icon={<IconRefreshAlert size={22} />}
        title={t('previews.stale.title')}
        role="alert"
      >
        <Text fz="sm" mb="sm">
          {t('previews.stale.text')}
        </Text>
        <Button loading={again.isPending} onClick={() => again.mutate(preview.change)}>
          {t('previews.computeAgain')}
        </Button>
        <FormProblem error={again.error} />
      </Alert>
    );
  return (
    <>
      <Group>
        <Button size="md" leftSection={<IconCheck size={20} />} onClick={ask.open}>
          {t('previews.apply')}
        </Button>
        <Button size="md" variant="default" loading={again.isPending} onClick={() => again.mutate(preview.change)}>
          {t('previews.computeAgain')}
        </Button>
        <Text fz="sm" c="dimmed" flex={1} miw={220}>
          {t('previews.applyHint')}
        </Text>
      </Group>
      <FormProblem error={apply.error ?? again.error} />
      <Modal
        opened={asking}
        onClose={ask.close}
        title={t('previews.applyTitle')}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <Stack>
          <List size="sm" spacing={4}>
            {outcomeSentences(figures, t, format).map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
          <Text fz="sm" c="dimmed">
            {t('previews.applyText')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={ask.close} data-autofocus>
              {t('app.cancel')}
            </Button>
            <Button loading={apply.isPending} onClick={() => apply.mutate()}>
              {t('previews.applyYes')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
