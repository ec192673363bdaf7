import { Group, Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Passage, Place, QueueStatus } from '../../shared/contract/queues.ts';
import type { Trip } from '../../shared/contract/trips.ts';
import { sideOfPost } from '../../shared/gate-steps.ts';
import { useFormat } from '../i18n/format.ts';
import { usePostOfSide } from '../i18n/use-country.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { SlotWait } from './slot-wait.tsx';
import styles from './trip.module.css';

interface WhereNowProps {
  passage: Passage;
  status: QueueStatus;
  checkpoint: Trip['checkpoint'];
  /** of what is kept on this phone, while there is no network */
  asOf: string | undefined;
}

/** Where the truck is and what its driver does next; its place in the queue, and why it is that. */
export function WhereNow({ passage, status, checkpoint, asOf }: WhereNowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const postOfSide = usePostOfSide(checkpoint.neighbour);
  const { state, since, direction } = passage;
  const post = postOfSide(sideOfPost(direction, passage.post ?? (state === 'strip' ? 'second' : 'first')));
  const time = (instant: string) => format.time(instant, checkpoint.kzZone);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="where-now">
      <Group justify="space-between" gap="xs">
        <Title order={2} id="where-now">
          {t(`passage.${state}`)}
        </Title>
        {passage.punctuality && passage.punctuality !== 'on-time' && (
          <ToneBadge tone={passage.punctuality === 'late' ? 'full' : 'closed'}>
            {t(`gate.punctuality.${passage.punctuality}`)}
          </ToneBadge>
        )}
      </Group>
      <Text mt={4} aria-live="polite">
        {t(`trip.where.${state}`, { post })}
        {since && ` ${t('trip.since', { time: time(since) })}`}
      </Text>
      {passage.place && <InQueue place={passage.place} arrived={state === 'arrived'} />}
      {state === 'expected' && <SlotWait passage={passage} checkpoint={checkpoint} />}
      <QueueNow status={status} />
      <Text fz="xs" c="dimmed" mt="xs">
        {t(asOf ? 'trip.keptAsOf' : 'load.asOf', { time: time(asOf ?? passage.asOf) })}
        {status.source && ` · ${t(`trip.source.${status.source}`)}`}
      </Text>
    </Paper>
  );
}

/** "41st: 3 priority before you, 12 an hour." */
function InQueue({ place, arrived }: { place: Place; arrived: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const number = (value: number) => format.number(Math.round(value));
  return (
    <>
      <Text fz="xs" c="dimmed" mt="sm">
        {t(arrived ? 'trip.place' : 'trip.placeIfNow')}
      </Text>
      <Group gap="md" wrap="nowrap" align="flex-start">
        <Text className={styles.place ?? ''}>{number(place.place)}</Text>
        <Text fz="sm" flex={1}>
          {t('trip.ahead', { count: place.ahead })}
          {place.aheadByPriority > 0 && `, ${t('trip.aheadByPriority', { count: place.aheadByPriority })}`}.{' '}
          {place.expectedAhead > 0 && `${t('trip.expectedAhead', { count: place.expectedAhead })} `}
          {place.perHour > 0 ? t('trip.perHour', { count: Math.round(place.perHour) }) : t('trip.closedNow')}
          {place.waitMinutes !== null &&
            place.perHour > 0 &&
            ` ${t('trip.ruleOfThumb', { duration: format.minutes(place.waitMinutes) })}`}
        </Text>
      </Group>
    </>
  );
}

/** The queue as a whole; null where nobody feeds it, and then it says so. */
function QueueNow({ status }: { status: QueueStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { waiting, oldestWaitMinutes } = status;
  return (
    <Text fz="sm" mt="sm">
      {waiting === null ? t('trip.noFeed') : t('trip.queue', { count: waiting })}
      {(waiting ?? 0) > 0 &&
        oldestWaitMinutes !== null &&
        ` ${t('trip.oldest', { duration: format.minutes(oldestWaitMinutes) })}`}
    </Text>
  );
}
