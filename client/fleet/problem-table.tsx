import { Code, ScrollArea, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TableProblem } from '../../shared/contract/fleet.ts';
import phoneTable from '../parts/phone-table.module.css';

/** All that is wrong with a table, by row and column, with what stands there. */
export function ProblemTable({ problems, maxHeight = 320 }: { problems: readonly TableProblem[]; maxHeight?: number }) {
  const { t } = useTranslation();
  return (
    <ScrollArea.Autosize mah={maxHeight} type="auto" tabIndex={0} aria-label={t('fleet.problems.table')}>
      <Table className={phoneTable.table ?? ''} verticalSpacing={4} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fleet.problems.row')}</Table.Th>
            <Table.Th>{t('fleet.problems.column')}</Table.Th>
            <Table.Th>{t('fleet.problems.value')}</Table.Th>
            <Table.Th>{t('fleet.problems.problem')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {problems.map(({ row, column, code, value }) => (
            <Table.Tr key={`${row} ${column} ${code}`}>
              <Table.Td data-label={t('fleet.problems.row')}>{row === 0 ? t('fleet.problems.header') : row}</Table.Td>
              <Table.Td data-label={t('fleet.problems.column')}>{column ?? t('fleet.problems.wholeRow')}</Table.Td>
              <Table.Td data-label={t('fleet.problems.value')}>
                {value ? <Code>{value.slice(0, 60)}</Code> : <Text c="dimmed">—</Text>}
              </Table.Td>
              <Table.Td data-label={t('fleet.problems.problem')}>{t(`fleet.problem.${code}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
