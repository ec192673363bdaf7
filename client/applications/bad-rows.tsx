import { ScrollArea, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../shared/contract/drafts.ts';

/** The bad rows as they were pasted; a cell with a mistake is marked and says what it is. */
export function BadRows({ draft: { columns, bad, problems } }: { draft: Draft }) {
  const { t } = useTranslation();
  // Two columns may have one header.
  const named = columns.map((column, place) => ({ key: `${place} ${column}`, column }));
  return (
    <ScrollArea.Autosize mah={480} type="auto" tabIndex={0} aria-label={t('drafts.badTable')}>
      <Table verticalSpacing={4} fz="xs" withColumnBorders stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fleet.problems.row')}</Table.Th>
            {named.map(({ key, column }) => (
              <Table.Th key={key}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bad.map(({ row, cells }) => {
            const wrong = problems.filter((problem) => problem.row === row);
            // What is wrong with a column that the table does not have, or with the whole row, stands at its number.
            const others = wrong.filter(({ column }) => column === null || !columns.includes(column));
            return (
              <Table.Tr key={row}>
                <Table.Td fw={600}>
                  {row}
                  {others.map(({ code, column }) => (
                    <Mistake key={`${code} ${column}`} text={t(`fleet.problem.${code}`)} column={column} />
                  ))}
                </Table.Td>
                {named.map(({ key, column }, place) => {
                  const mistakes = wrong.filter((problem) => problem.column === column);
                  return (
                    <Table.Td
                      key={key}
                      {...(mistakes.length > 0
                        ? {
                            style: {
                              background: 'var(--mantine-color-red-light)',
                              outline: '1px solid var(--mantine-color-red-5)',
                            },
                          }
                        : {})}
                    >
                      <Text fz="xs" ff="monospace" lineClamp={3} style={{ minWidth: 60 }}>
                        {cells[place] || '—'}
                      </Text>
                      {mistakes.map(({ code }) => (
                        <Mistake key={code} text={t(`fleet.problem.${code}`)} column={null} />
                      ))}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

function Mistake({ text, column }: { text: string; column: string | null }) {
  return (
    <Text fz={11} fw={600} c="var(--mantine-color-error)" style={{ minWidth: 90 }}>
      {column ? `${column}: ${text}` : text}
    </Text>
  );
}
