import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { BothTimes } from '../parts/two-clocks.tsx';
import { kazakhZone, type Places } from './places.ts';

interface PlaceTimeProps {
  instant: string;
  placeId: string;
  places: Places;
}

/** An instant on the clock of its place; at a checkpoint on both of its clocks, abroad on the Kazakh one, too. */
export function PlaceTime({ instant, placeId, places }: PlaceTimeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const checkpoint = useQuery(checkpointsQuery).data?.find(({ id }) => id === placeId);
  if (checkpoint) return <BothTimes instant={instant} checkpoint={checkpoint} />;
  const { zone } = places.place(placeId);
  const isSame = format.offset(instant, zone) === format.offset(instant, kazakhZone);
  const isSameDay = format.day(instant, zone) === format.day(instant, kazakhZone);
  const there = isSameDay ? format.time(instant, kazakhZone) : format.dayAndTime(instant, kazakhZone);
  return (
    <span>
      <Text span inherit fw={600} style={{ whiteSpace: 'nowrap' }}>
        {format.dayAndTime(instant, zone)}
      </Text>
      {!isSame && (
        <>
          {' '}
          <Text span fz="xs" c="dimmed" style={{ display: 'inline-block' }}>
            {t('itineraries.inKazakhstan', { time: there })}
          </Text>
        </>
      )}
    </span>
  );
}
