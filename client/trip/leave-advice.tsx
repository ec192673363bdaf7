import { Paper, Select, Text, Title } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Trip } from '../../shared/contract/trips.ts';
import type { Town } from '../base-map/base-map.ts';
import { useFormat } from '../i18n/format.ts';
import { writtenLanguage } from '../i18n/languages.ts';
import { useNow } from '../live/use-now.ts';
import { BothTimes } from '../parts/two-clocks.tsx';
import { estimateDrive, leaveTime, roadFactor, roadSpeedKmh } from './leave-time.ts';
import styles from './trip.module.css';
import { townsQuery } from './trip-queries.ts';

const keyOf = ({ lat, lon }: Town) => `${lat},${lon}`;

/** When to set off from a town, so as to come neither early nor late. */
export function LeaveAdvice({ trip }: { trip: Trip }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { checkpoint } = trip;
  const towns = useQuery(townsQuery).data ?? [];
  const [kept, setKept] = useLocalStorage<string | null>({ key: 'otkel.town', defaultValue: null });
  const town = towns.find((each) => keyOf(each) === kept);
  const named = towns
    .map((each) => ({ value: keyOf(each), label: each.names[writtenLanguage(format.language)] }))
    .sort((a, b) => a.label.localeCompare(b.label, format.language));
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="leave">
      <Title order={2} id="leave">
        {t('trip.leave')}
      </Title>
      <Text fz="sm" mb="xs">
        {t('trip.window')}
        <br />
        {t('trip.windowFrom')} <BothTimes instant={trip.arriveFrom} checkpoint={checkpoint} />
        <br />
        {t('trip.windowUntil')} <BothTimes instant={trip.arriveUntil} checkpoint={checkpoint} />
      </Text>
      <Select
        label={t('trip.town')}
        placeholder={t('trip.chooseTown')}
        size="md"
        searchable
        limit={40}
        nothingFoundMessage={t('trip.noTown')}
        data={named}
        value={town ? keyOf(town) : null}
        onChange={setKept}
      />
      {town && <LeaveFrom town={town} trip={trip} />}
    </Paper>
  );
}

function LeaveFrom({ town, trip }: { town: Town; trip: Trip }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(30_000);
  const { checkpoint, passage } = trip;
  const drive = estimateDrive(town, checkpoint);
  const window = {
    arriveFrom: new Date(trip.arriveFrom),
    slotStartsAt: new Date(passage.slotStartsAt),
    arriveUntil: new Date(trip.arriveUntil),
  };
  const { earliest, best, latest, advice } = leaveTime(window, drive.minutes, now);
  return (
    <div aria-live="polite">
      <Text className={styles.leaveTime ?? ''} mt="sm">
        {advice === 'late' || advice === 'hurry'
          ? t(`trip.advice.${advice}`)
          : format.dayAndTime(best, checkpoint.kzZone)}
      </Text>
      <Text fz="sm">
        {t(`trip.adviceText.${advice}`)}{' '}
        {t('trip.leaveBetween', {
          from: format.dayAndTime(earliest, checkpoint.kzZone),
          to: format.dayAndTime(latest, checkpoint.kzZone),
        })}
      </Text>
      <Text fz="sm" c="dimmed" mt={4}>
        {t('trip.drive', { km: format.number(drive.distanceKm), duration: format.minutes(drive.minutes) })}
        {drive.restMinutes > 0 && ` ${t('trip.withRest', { duration: format.minutes(drive.restMinutes) })}`}{' '}
        {t('trip.estimate', { factor: format.number(roadFactor), speed: roadSpeedKmh })}
      </Text>
    </div>
  );
}
