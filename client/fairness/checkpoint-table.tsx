import { Anchor, Paper, Table, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { overviewQuery } from './fairness-queries.ts';

interface CheckpointTableProps {
  weekStartsOn: string;
  names: readonly { value: string; label: string }[];
}

/** The same week at every checkpoint where anything was booked. */
export function CheckpointTable({ weekStartsOn, names }: CheckpointTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const overview = useQuery(overviewQuery(weekStartsOn));
  if (overview.isError) return <LoadFailed error={overview.error} retry={() => void overview.refetch()} />;
  if (!overview.data) return <LoadingLines count={4} />;
  const weekOf = new Map(overview.data.weeks.map((week) => [week.checkpointId, week]));
  const rows = names.flatMap(({ value, label }) => {
    const week = weekOf.get(value);
    return week && week.booked + week.returned > 0 ? [{ label, week }] : [];
  });
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="fairness-checkpoints">
      <Title order={2} id="fairness-checkpoints">
        {t('fairness.byCheckpoint')}
      </Title>
      <Table.ScrollContainer minWidth={640} type="native">
        <Table fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('fairness.checkpoint')}</Table.Th>
              {(['booked', 'returned', 'resold', 'unused', 'noShows'] as const).map((kind) => (
                <Table.Th key={kind} scope="col" ta="end">
                  {t(`fairness.became.${kind}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ label, week }) => (
              <Table.Tr key={week.checkpointId}>
                <Table.Th scope="row" fw={500}>
                  <Anchor
                    component={Link}
                    to={`/fairness?checkpoint=${week.checkpointId}&week=${weekStartsOn}`}
                    fz="sm"
                  >
                    {label}
                  </Anchor>
                </Table.Th>
                {[week.booked, week.returned, week.resold, week.unused, week.noShows].map((count, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand still
                  <Table.Td key={index} ta="end">
                    {format.number(count)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
