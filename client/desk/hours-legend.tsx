import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './grid.module.css';
import { HourCell, rowHeight } from './hour-cell.tsx';
import { LimitSign } from './limit-sign.tsx';
import type { DeskHour } from './read-hour.ts';

const nothing: DeskHour = {
  startsAt: '',
  state: 'free',
  places: { total: 10, inspected: 4, examined: 2 },
  taken: { total: 0, inspected: 0, examined: 0 },
  load: 0,
  scarcestLoad: 0,
  scarcest: null,
  overTrucks: 0,
  closedBecause: null,
  limitedBy: null,
  regimes: [],
  wait: undefined,
};

const samples = {
  half: { load: 0.5, scarcest: 'total' },
  scarce: { load: 0.4, scarcest: 'examined', scarcestLoad: 0.8 },
  full: { state: 'full', load: 1, scarcest: 'total' },
  over: { state: 'over', load: 1.3, overTrucks: 3 },
  closed: { state: 'closed' },
  stranded: { state: 'stranded', overTrucks: 2 },
  regime: { load: 0.5, regimes: [{ regimeId: '', side: 'kz', cause: '', fromHour: 0, toHour: 1 }] },
} as const satisfies Record<string, Partial<DeskHour>>;

/** What the marks of the grid mean. */
export function HoursLegend() {
  const { t } = useTranslation();
  return (
    <Group component="ul" gap="4px 18px" mt="xs" mb={0} p={0} c="dimmed" className={styles.legend ?? ''}>
      {(Object.keys(samples) as (keyof typeof samples)[]).map((sample) => (
        <Group key={sample} component="li" gap={6} wrap="nowrap">
          <svg width={20} height={28} viewBox={`0 0 20 ${rowHeight - 12}`} aria-hidden>
            <HourCell hour={{ ...nothing, ...samples[sample] }} x={0} width={20} />
          </svg>
          <Text fz="xs">{t(`desk.legend.${sample}`)}</Text>
        </Group>
      ))}
      {(['documents', 'scan', 'examination'] as const).map((stage) => (
        <Group key={stage} component="li" gap={5} wrap="nowrap">
          <LimitSign limit={{ side: 'kz', stage }} size={11} />
          <Text fz="xs">{t(`stage.${stage}`)}</Text>
        </Group>
      ))}
      <Group component="li" gap={5} wrap="nowrap">
        <LimitSign limit={{ side: 'neighbour', stage: 'documents' }} size={11} />
        <Text fz="xs">{t('desk.legend.neighbour')}</Text>
      </Group>
    </Group>
  );
}
