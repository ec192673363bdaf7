import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { ProposalCard } from './proposal-card.tsx';
import { openProposalsQuery } from './proposals-query.ts';

/** What the gate events say that the parameters do not, as cards for the desk. */
export function Proposals() {
  const { t } = useTranslation();
  const { data, isPending, isError, error, refetch } = useQuery(openProposalsQuery);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('desk.proposal.section')}>
      <Title order={2}>{t('desk.proposal.section')}</Title>
      <Text fz="xs" c="dimmed" mb="sm">
        {t('desk.proposal.text')}
      </Text>
      {isPending && <LoadingLines count={2} height={90} />}
      {isError && !data && <LoadFailed error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <Text c="dimmed" fz="sm">
          {t('desk.proposal.none')}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
        {data?.items.map((proposal) => (
          <ProposalCard key={proposal.id} proposal={proposal} />
        ))}
      </SimpleGrid>
    </Paper>
  );
}
