import { Button, Group, Modal, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { NoticeBatch } from '../../shared/contract/notices.ts';
import { sentenceOfNotice } from '../../shared/notice-page.ts';
import { api, apiQuery } from '../api/client.ts';
import { errorText } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { useFormat } from '../i18n/format.ts';
import { FigureGrid } from '../parts/figure-grid.tsx';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { NoticeFacts, useNoticePlace } from './notice-facts.tsx';

const tones = { held: 'filling', released: 'free', discarded: 'full' } as const;
type Verdict = 'releaseBatch' | 'discardBatch';

/** How many would be told what, with one of them as it would read; and the planner's yes or no. */
export function BatchCard({ batch }: { batch: NoticeBatch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tellPlace = useNoticePlace();
  const [asking, setAsking] = useState<Verdict>();
  const { kind, sample, state, decidedAt, decidedBy } = batch;
  const page = pageOfCause(batch.cause);
  return (
    <Paper withBorder p="md" component="article" aria-label={t(`notices.kind.${kind}`)}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={700}>{t(`notices.kind.${kind}`)}</Text>
          <ToneBadge tone={tones[state]}>{t(`notices.batch.state.${state}`)}</ToneBadge>
        </Group>
        <FigureGrid
          cols={{ base: 2, sm: 4 }}
          figures={[
            { name: t('notices.batch.notices'), value: format.number(batch.notices) },
            { name: t('notices.batch.organisations'), value: format.number(batch.organisations) },
            { name: t('notices.batch.limit'), value: format.number(batch.limit) },
            { name: t('notices.batch.firstAt'), value: format.dayAndTime(batch.firstAt, 'Asia/Almaty') },
          ]}
        />
        <Paper bg="var(--mantine-color-default-hover)" p="sm" radius="sm">
          <Text fz="xs" c="dimmed">
            {t('notices.batch.sample')}
          </Text>
          <Text fw={600}>{[sample.plate, tellPlace(sample)].filter(Boolean).join(' · ')}</Text>
          <Text fz="sm">{t(`notices.sentence.${sentenceOfNotice(kind, sample)}`)}</Text>
          <NoticeFacts kind={kind} data={sample} />
        </Paper>
        {decidedAt && (
          <Text fz="sm" c="dimmed">
            {t('notices.batch.decidedBy', { name: decidedBy, time: format.dayAndTime(decidedAt, 'Asia/Almaty') })}
          </Text>
        )}
        <Group gap="xs">
          {state === 'held' && (
            <>
              <Button onClick={() => setAsking('releaseBatch')}>{t('notices.batch.release')}</Button>
              <Button variant="default" color="red" onClick={() => setAsking('discardBatch')}>
                {t('notices.batch.discard')}
              </Button>
            </>
          )}
          {page && (
            <Button component={Link} to={page} variant="subtle">
              {t('notices.batch.cause')}
            </Button>
          )}
        </Group>
      </Stack>
      {asking && <Confirm batch={batch} verdict={asking} onClose={() => setAsking(undefined)} />}
    </Paper>
  );
}

/** Neither can be taken back, so it is asked once more. */
function Confirm({ batch, verdict, onClose }: { batch: NoticeBatch; verdict: Verdict; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: () =>
      send([verdict, batch.id], (key) =>
        api.notices[verdict]({ headers: { 'idempotency-key': key }, params: { batchId: batch.id } }),
      ),
    onSuccess: onClose,
    onError: (error) => notifications.show({ color: 'red', message: errorText(error, t) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.notices.listBatches.key() }),
  });
  const isRelease = verdict === 'releaseBatch';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(isRelease ? 'notices.batch.release' : 'notices.batch.discard')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        <Text>
          {t(isRelease ? 'notices.batch.releaseText' : 'notices.batch.discardText', { count: batch.notices })}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button {...(isRelease ? {} : { color: 'red' })} loading={decide.isPending} onClick={() => decide.mutate()}>
            {t(isRelease ? 'notices.batch.release' : 'notices.batch.discard')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function pageOfCause(cause: string): string | undefined {
  const [kind, id] = cause.split('/');
  if (kind === 'preview') return `/previews/${id}`;
  return kind === 'sailing' || kind === 'standby' ? `/sailings/${id}` : undefined;
}
