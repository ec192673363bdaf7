import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listKinds } from '../../shared/contract/bookings.ts';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { ComplianceFrame } from './compliance-frame.tsx';
import { ListCard } from './list-card.tsx';

/** The four lists that screening asks: what is in force, its versions, and the import of another one. */
export function ListsPage() {
  return (
    <ComplianceFrame page="lists">
      <Lists />
    </ComplianceFrame>
  );
}

function Lists() {
  const current = useQuery(apiQuery.compliance.current.queryOptions({ input: {} }));
  if (current.isError) return <LoadFailed error={current.error} retry={() => void current.refetch()} />;
  if (!current.data) return <LoadingLines count={4} height={180} />;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      {listKinds.map((kind) => (
        <ListCard key={kind} kind={kind} inForce={current.data.items.find((version) => version.kind === kind)} />
      ))}
    </SimpleGrid>
  );
}
