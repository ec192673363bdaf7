import { Paper, SimpleGrid, Skeleton, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PreviewMove } from '../../shared/contract/previews.ts';
import { useFormat } from '../i18n/format.ts';
import { useCheckpointText } from '../regimes/use-checkpoint-text.ts';
import { BarList } from './bar-list.tsx';
import { countFlows, countShifts } from './count-shifts.ts';
import type { DrawnMoves } from './previews-query.ts';

/** How far trucks move in time, and where to. */
export function MovePictures({ drawn }: { drawn: DrawnMoves | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Paper withBorder p="md" component="section">
        <Title order={2} mb="sm">
          {t('previews.shifts.title')}
        </Title>
        {drawn ? <Shifts moves={drawn.moves} /> : <Skeleton height={180} />}
        {drawn?.areSome && (
          <Text fz="xs" c="dimmed" mt="xs">
            {t('previews.drawnFirst', { count: drawn.moves.length, value: format.number(drawn.moves.length) })}
          </Text>
        )}
      </Paper>
      <Paper withBorder p="md" component="section">
        <Title order={2} mb="sm">
          {t('previews.flows.title')}
        </Title>
        {drawn ? <Flows moves={drawn.moves} /> : <Skeleton height={180} />}
      </Paper>
    </SimpleGrid>
  );
}

function Shifts({ moves }: { moves: readonly PreviewMove[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { earlier, later, unplaced } = countShifts(moves);
  const name = (upTo: number) => {
    if (upTo === 0) return t('previews.shifts.same');
    const last = later.at(-2)?.upToHours ?? 0;
    if (upTo === Number.POSITIVE_INFINITY) return t('previews.shifts.more', { duration: format.minutes(last * 60) });
    return t('previews.shifts.upTo', { duration: format.minutes(upTo * 60) });
  };
  const most = Math.max(1, earlier, unplaced, ...later.map(({ count }) => count));
  const bars = [
    { name: t('previews.shifts.earlier'), count: earlier, bad: false },
    ...later.map(({ upToHours, count }) => ({ name: name(upToHours), count, bad: false })),
    { name: t('previews.shifts.none'), count: unplaced, bad: true },
  ];
  return (
    <BarList
      label={t('previews.shifts.title')}
      bars={bars.map(({ name, count, bad }) => ({ name, share: count / most, text: format.number(count), bad }))}
    />
  );
}

/** More pairs than these say nothing that their sum would not. */
const flowsShown = 12;

function Flows({ moves }: { moves: readonly PreviewMove[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useCheckpointText();
  const flows = countFlows(moves);
  const [first] = flows;
  if (!first) return <Text c="dimmed">{t('previews.flows.none')}</Text>;
  const rest = flows.slice(flowsShown).reduce((sum, { trucks }) => sum + trucks, 0);
  return (
    <>
      <BarList
        label={t('previews.flows.title')}
        bars={flows.slice(0, flowsShown).map(({ from, to, trucks, detourKm }) => ({
          name: `${nameOf(from)} → ${nameOf(to)}`,
          share: trucks / first.trucks,
          text: t('previews.flows.trucks', { count: trucks, km: format.number(detourKm) }),
        }))}
      />
      {rest > 0 && (
        <Text fz="sm" c="dimmed" mt="xs">
          {t('previews.flows.more', { count: rest })}
        </Text>
      )}
    </>
  );
}
