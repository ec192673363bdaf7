import { Container, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconMailPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { BatchCard } from './batch-card.tsx';
import { batchesQuery } from './notices-query.ts';

const oftenMs = 15_000;

export function NoticeBatchesPage() {
  return (
    <ForRoles roles={['planner']}>
      <Batches />
    </ForRoles>
  );
}

/** Mass messages that wait for a planner, and what was decided about earlier ones. */
function Batches() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('notices.batch.title')} · Otkel`);
  const batches = useQuery({ ...batchesQuery, refetchInterval: oftenMs });
  const items = batches.data?.items ?? [];
  const held = items.filter(({ state }) => state === 'held');
  const decided = items.filter(({ state }) => state !== 'held');
  return (
    <Container size="md" py="md" w="100%">
      <Title order={1}>{t('notices.batch.title')}</Title>
      <Text c="dimmed" mb="md">
        {t('notices.batch.intro')}
      </Text>
      {batches.isPending && <LoadingLines count={3} height={120} />}
      {batches.isError && <LoadFailed error={batches.error} retry={() => void batches.refetch()} />}
      {batches.isSuccess && held.length === 0 && (
        <Message icon={IconMailPause} title={t('notices.batch.empty')} text={t('notices.batch.emptyText')} />
      )}
      <Stack gap="sm" aria-live="polite">
        {held.map((batch) => (
          <BatchCard key={batch.id} batch={batch} />
        ))}
      </Stack>
      {decided.length > 0 && (
        <Stack gap="sm" mt="xl">
          <Title order={2}>{t('notices.batch.decided')}</Title>
          {decided.map((batch) => (
            <BatchCard key={batch.id} batch={batch} />
          ))}
        </Stack>
      )}
    </Container>
  );
}
