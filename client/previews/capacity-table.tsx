import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import type { CapacityDay } from './capacity-points.ts';
import styles from './previews.module.css';

const columns = ['before', 'after', 'taken', 'over'] as const;

/** The picture as numbers, day by day. */
export function CapacityTable({ days, zone }: { days: readonly CapacityDay[]; zone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={styles.table}>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('previews.table.day')}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column} ta="right">
                {t(`previews.legend.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.map((day) => (
            <Table.Tr key={day.startsAt}>
              <Table.Th scope="row">{format.day(day.startsAt, zone)}</Table.Th>
              {columns.map((column) => (
                <Table.Td key={column} ta="right">
                  <Text
                    span
                    inherit
                    {...(column === 'over' && day.over > 0 && { c: 'var(--mantine-color-error)', fw: 650 })}
                  >
                    {format.number(day[column])}
                  </Text>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
