import { Button, Paper, Table } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import phoneTable from '../parts/phone-table.module.css';

const zone = 'Asia/Almaty';

/** Tables that were pasted before: those that wait, and what became of the others. */
export function DraftHistory({ onOpen }: { onOpen: (draftId: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const drafts = useQuery(apiQuery.drafts.list.queryOptions({ input: { limit: 50 } }));
  if (drafts.isPending) return <LoadingLines />;
  if (drafts.isError) return <LoadFailed error={drafts.error} retry={() => void drafts.refetch()} />;
  if (drafts.data.items.length === 0)
    return <Message icon={IconTable} title={t('drafts.empty')} text={t('drafts.emptyText')} />;
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} className={phoneTable.frame ?? ''}>
        <Table className={phoneTable.table ?? ''} verticalSpacing="sm" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('drafts.when')}</Table.Th>
              <Table.Th>{t('drafts.stateLabel')}</Table.Th>
              <Table.Th ta="right">{t('drafts.goodCount')}</Table.Th>
              <Table.Th ta="right">{t('drafts.badCount')}</Table.Th>
              <Table.Th aria-label={t('fleet.actions')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {drafts.data.items.map(({ id, madeAt, state, good, bad }) => (
              <Table.Tr key={id}>
                <Table.Td>{format.dayAndTime(madeAt, zone)}</Table.Td>
                <Table.Td data-label={t('drafts.stateLabel')}>{t(`drafts.state.${state}`)}</Table.Td>
                <Table.Td className={phoneTable.number ?? ''} data-label={t('drafts.goodCount')}>
                  {good.length}
                </Table.Td>
                <Table.Td className={phoneTable.number ?? ''} data-label={t('drafts.badCount')}>
                  {bad.length}
                </Table.Td>
                <Table.Td ta="right">
                  <Button variant="subtle" size="xs" onClick={() => onOpen(id)}>
                    {t('drafts.open')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
