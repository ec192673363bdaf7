import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FairnessWeek } from '../../shared/contract/fairness.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './fairness.module.css';

const kinds = ['returned', 'resold', 'unused', 'noShows'] as const;

/** What became of the places that were given up, and of the trucks that did not come, each beside all that were booked. */
export function PlacesBar({ week }: { week: FairnessWeek }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(1, ...kinds.map((kind) => week[kind]));
  return (
    <Table fz="sm" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('fairness.places')}</Table.Th>
          <Table.Th scope="col">{t('fairness.count')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {kinds.map((kind) => (
          <Table.Tr key={kind}>
            <Table.Th scope="row" fw={600}>
              {t(`fairness.became.${kind}`)}
              <Text fz="xs" c="dimmed" fw={400}>
                {t(`fairness.becameHint.${kind}`)}
              </Text>
            </Table.Th>
            <Table.Td w="45%">
              {format.number(week[kind])}
              <div className={styles.bar} data-kind={kind} aria-hidden>
                <span style={{ width: `${(week[kind] / most) * 100}%` }} />
              </div>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
