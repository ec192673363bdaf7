import { ScrollArea, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { BothTimes } from '../parts/two-clocks.tsx';
import { useWaitText } from '../parts/wait-text.ts';
import styles from './wait.module.css';
import type { WaitHour } from './wait-points.ts';

interface WaitTableProps {
  hours: readonly WaitHour[];
  checkpoint: Checkpoint;
  now: Date;
}

/** What the chart says, hour by hour. */
export function WaitTable({ hours, checkpoint, now }: WaitTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const columns = ['hour', 'waitingMean', 'cleared', 'wait', 'expected'] as const;
  return (
    <ScrollArea className={styles.table ?? ''} type="auto" tabIndex={0} aria-label={t('queue.chart.title')}>
      <Table stickyHeader fz="sm" verticalSpacing={4} miw={560}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, index) => (
              <Table.Th key={column} ta={index === 0 ? 'start' : 'end'}>
                {t(`queue.chart.column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {hours.map(({ startsAt, waiting, cleared, waitMinutes, forecast }) => (
            <Table.Tr
              key={startsAt.getTime()}
              data-now={isNow(startsAt, now) || undefined}
              className={styles.hour ?? ''}
            >
              <Table.Th scope="row" fw={400}>
                <BothTimes instant={startsAt} checkpoint={checkpoint} />
              </Table.Th>
              <Table.Td ta="end">{waiting === undefined ? '—' : format.number(Math.round(waiting))}</Table.Td>
              <Table.Td ta="end">{cleared === undefined ? '—' : format.number(cleared)}</Table.Td>
              <Table.Td ta="end">{waitMinutes === undefined ? '—' : waitText.one(waitMinutes)}</Table.Td>
              <Table.Td ta="end">{forecast ? waitText.band(forecast) : '—'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

const hourMs = 3_600_000;

function isNow(startsAt: Date, now: Date): boolean {
  const sinceMs = now.getTime() - startsAt.getTime();
  return sinceMs >= 0 && sinceMs < hourMs;
}
