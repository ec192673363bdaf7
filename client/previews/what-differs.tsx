import { Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PreviewFigures } from '../../shared/contract/previews.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './previews.module.css';
import { previewQuery } from './previews-query.ts';

const rows = [
  'placesBefore',
  'placesAfter',
  'slotsOverfull',
  'over',
  'moved',
  'movedToSibling',
  'unplaced',
  'stays',
] as const satisfies readonly (keyof PreviewFigures)[];

interface WhatDiffersProps {
  /** the preview that this one was computed instead of */
  beforeId: string;
  figures: PreviewFigures;
}

/** What has changed between two previews of the same change: never a silent difference. */
export function WhatDiffers({ beforeId, figures }: WhatDiffersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const before = useQuery(previewQuery(beforeId)).data?.figures;
  if (!before) return null;
  const differing = rows.filter((row) => before[row] !== figures[row]);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('previews.differs.title')}>
      <Title order={2} mb="xs">
        {t('previews.differs.title')}
      </Title>
      {differing.length === 0 ? (
        <Text fz="sm">{t('previews.differs.nothing')}</Text>
      ) : (
        <div className={styles.table}>
          <Table fz="sm" verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('previews.differs.figure')}</Table.Th>
                <Table.Th ta="right">{t('previews.differs.before')}</Table.Th>
                <Table.Th ta="right">{t('previews.differs.now')}</Table.Th>
                <Table.Th ta="right">{t('previews.differs.difference')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differing.map((row) => {
                const difference = figures[row] - before[row];
                return (
                  <Table.Tr key={row}>
                    <Table.Th scope="row">{t(`previews.differs.row.${row}`)}</Table.Th>
                    <Table.Td ta="right">{format.number(before[row])}</Table.Td>
                    <Table.Td ta="right">{format.number(figures[row])}</Table.Td>
                    <Table.Td ta="right" fw={650}>
                      {difference > 0 ? '+' : '−'}
                      {format.number(Math.abs(difference))}
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Paper>
  );
}
