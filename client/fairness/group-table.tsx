import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FairnessGroup } from '../../shared/contract/fairness.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './fairness.module.css';

interface GroupTableProps {
  kind: 'priority' | 'sizes' | 'nationalities';
  groups: readonly FairnessGroup[];
  name: (group: string) => string;
}

/** A round scale: 30 minutes, an hour, two, five… */
function scaleMinutes(most: number): number {
  return [30, 60, 120, 300, 600, 1440, 2880].find((minutes) => minutes >= most) ?? most;
}

/** Shares as bars and median waits as dots on one scale, with the numbers beside them. */
export function GroupTable({ kind, groups, name }: GroupTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (groups.length === 0) return <Text c="dimmed">{t('fairness.nobody')}</Text>;
  const scale = scaleMinutes(Math.max(1, ...groups.map(({ waitP50Minutes }) => waitP50Minutes ?? 0)));
  const wait = (minutes: number | null) =>
    minutes === null ? t('fairness.tooFew') : format.minutes(Math.round(minutes));
  return (
    <Table.ScrollContainer minWidth={480} type="native">
      <Table fz="sm" verticalSpacing={6} className={styles.groups ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t(`fairness.${kind}`)}</Table.Th>
            <Table.Th scope="col">{t('fairness.share')}</Table.Th>
            <Table.Th scope="col">
              {t('fairness.wait')}{' '}
              <Text span fz="xs" c="dimmed" fw={400}>
                {t('fairness.scale', { to: format.minutes(scale) })}
              </Text>
            </Table.Th>
            <Table.Th scope="col">{t('fairness.lead')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map(({ group, booked, share, waitP50Minutes, leadHoursP50 }) => (
            <Table.Tr key={group}>
              <Table.Th scope="row" fw={600}>
                {name(group)}
              </Table.Th>
              <Table.Td>
                <div className={styles.value}>
                  <span>{format.percent(share)}</span>
                  <Text span fz="xs" c="dimmed">
                    {t('fairness.trucks', { count: booked })}
                  </Text>
                </div>
                <div className={styles.bar} aria-hidden>
                  <span style={{ width: `${share * 100}%` }} />
                </div>
              </Table.Td>
              <Table.Td>
                <Text span fz="sm" {...(waitP50Minutes === null && { c: 'dimmed' })}>
                  {wait(waitP50Minutes)}
                </Text>
                <div className={styles.dots} aria-hidden>
                  {waitP50Minutes !== null && (
                    <span style={{ insetInlineStart: `${(waitP50Minutes / scale) * 100}%` }} />
                  )}
                </div>
              </Table.Td>
              <Table.Td>{wait(leadHoursP50 === null ? null : leadHoursP50 * 60)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
