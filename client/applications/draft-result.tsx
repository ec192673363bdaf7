import { Alert, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconColumns3, IconPencil } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../shared/contract/drafts.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { BadRows } from './bad-rows.tsx';
import { GoodRows } from './good-rows.tsx';

/** What was read: the good rows, which wait for a confirmation, and the bad ones, each with its mistakes. */
export function DraftResult({ draft, onCorrect }: { draft: Draft; onCorrect: () => void }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const { id, state, good, bad, problems, submitted } = draft;
  const decide = useMutation({
    mutationFn: (verb: 'confirm' | 'discard') =>
      send([verb, id], (key) => api.drafts[verb]({ headers: { 'idempotency-key': key }, params: { draftId: id } })),
    onSuccess: async (decided) => {
      queryClient.setQueryData(apiQuery.drafts.get.queryKey({ input: { draftId: id } }), decided);
      const accepted = decided.submitted.filter(({ code }) => code === null).length;
      notifications.show({
        message: decided.state === 'confirmed' ? t('drafts.confirmed', { count: accepted }) : t('drafts.discarded'),
      });
      await queryClient.invalidateQueries({ queryKey: apiQuery.drafts.list.key() });
      await queryClient.invalidateQueries({ queryKey: apiQuery.applications.key() });
    },
  });
  const unread = problems.filter(({ row }) => row === 0).map(({ column }) => column);
  return (
    <Stack>
      {unread.length > 0 && (
        <Alert color="yellow" icon={<IconColumns3 size={20} />}>
          {t('drafts.unread', { columns: unread.join(', ') })}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, lg: bad.length > 0 ? 2 : 1 }} style={{ alignItems: 'start' }}>
        <Paper withBorder p="md" style={{ borderTop: '3px solid var(--mantine-color-teal-6)', minWidth: 0 }}>
          <Title order={2} fz="lg" mb="xs">
            {t('drafts.good', { count: good.length })}
          </Title>
          {good.length === 0 ? (
            <Text c="dimmed">{t('drafts.noGood')}</Text>
          ) : (
            <GoodRows good={good} submitted={state === 'confirmed' ? submitted : undefined} />
          )}
          <FormProblem error={decide.error} />
          {state === 'open' && (
            <Group mt="md">
              <Button
                disabled={good.length === 0}
                loading={decide.isPending && decide.variables === 'confirm'}
                onClick={() => decide.mutate('confirm')}
              >
                {t('drafts.confirm', { count: good.length })}
              </Button>
              <Button
                variant="default"
                loading={decide.isPending && decide.variables === 'discard'}
                onClick={() => decide.mutate('discard')}
              >
                {t('drafts.discard')}
              </Button>
            </Group>
          )}
          {state === 'discarded' && <Text c="dimmed">{t('drafts.state.discarded')}</Text>}
        </Paper>
        {bad.length > 0 && (
          <Paper withBorder p="md" style={{ borderTop: '3px solid var(--mantine-color-red-6)', minWidth: 0 }}>
            <Group justify="space-between" mb="xs">
              <Title order={2} fz="lg">
                {t('drafts.bad', { count: bad.length })}
              </Title>
              <Button variant="light" size="xs" leftSection={<IconPencil size={16} />} onClick={onCorrect}>
                {t('drafts.correct')}
              </Button>
            </Group>
            <BadRows draft={draft} />
          </Paper>
        )}
      </SimpleGrid>
    </Stack>
  );
}
