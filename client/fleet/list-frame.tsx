import { Button, Center, Group, Paper, Switch, Table } from '@mantine/core';
import { IconFileImport, IconPlus, type Icon as TablerIcon } from '@tabler/icons-react';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import phoneTable from '../parts/phone-table.module.css';

interface ListFrameProps {
  query: Pick<
    UseInfiniteQueryResult,
    'isPending' | 'isError' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  rows: readonly ReactNode[];
  columns: readonly string[];
  empty: { icon: TablerIcon; title: string; text: string };
  withRetired: boolean;
  onWithRetired: (on: boolean) => void;
  addLabel: string;
  onAdd: () => void;
  onImport: () => void;
}

/** What the lists of the fleet have in common: add, import, the retired ones on demand, and the table. */
export function ListFrame({
  query,
  rows,
  columns,
  empty,
  withRetired,
  onWithRetired,
  addLabel,
  onAdd,
  onImport,
}: ListFrameProps) {
  const { t } = useTranslation();
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Switch
          label={t('fleet.withRetired')}
          checked={withRetired}
          onChange={(event) => onWithRetired(event.currentTarget.checked)}
        />
        <Group gap="xs">
          <Button variant="default" leftSection={<IconFileImport size={18} />} onClick={onImport}>
            {t('fleet.import.open')}
          </Button>
          <Button leftSection={<IconPlus size={18} />} onClick={onAdd}>
            {addLabel}
          </Button>
        </Group>
      </Group>
      {query.isPending && <LoadingLines />}
      {query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {!query.isPending && !query.isError && rows.length === 0 && <Message {...empty} />}
      {rows.length > 0 && (
        <Paper withBorder>
          <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} className={phoneTable.frame ?? ''}>
            <Table className={phoneTable.table ?? ''} verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  {columns.map((column) => (
                    <Table.Th key={column}>{column}</Table.Th>
                  ))}
                  <Table.Th aria-label={t('fleet.actions')} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>{rows}</Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {query.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </>
  );
}
