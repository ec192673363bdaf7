import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ItineraryLeg } from '../../shared/contract/itineraries.ts';
import styles from './band.module.css';
import { PlaceTime } from './place-time.tsx';
import { type Places, placesOfLeg } from './places.ts';
import { TimetableMark } from './timetable-mark.tsx';
import { useLegText } from './use-leg-text.ts';

interface LegTableProps {
  legs: readonly ItineraryLeg[];
  places: Places;
  caption: string;
}

/** The picture of a way in words and numbers: each part with its times, and how early and how late it may be. */
export function LegTable({ legs, places, caption }: LegTableProps) {
  const { t } = useTranslation();
  const { title, facts } = useLegText(places);
  return (
    <div className={styles.legTable}>
      <Table fz="sm" verticalSpacing={6} aria-label={caption}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="36%">{t('itineraries.table.part')}</Table.Th>
            <Table.Th>{t('itineraries.table.planned')}</Table.Th>
            <Table.Th>{t('itineraries.table.earliest')}</Table.Th>
            <Table.Th>{t('itineraries.table.latest')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {legs.map((leg) => {
            const [from, to] = placesOfLeg(leg);
            return (
              <Table.Tr key={`${leg.kind} ${leg.startsAt}`} style={{ verticalAlign: 'top' }}>
                <Table.Td>
                  <Text fz="sm" fw={600}>
                    {title(leg)}
                  </Text>
                  {facts(leg).map((fact) => (
                    <Text key={fact} fz="xs" c="dimmed">
                      {fact}
                    </Text>
                  ))}
                  {leg.kind === 'sailing' && <TimetableMark source={leg.sailing.source} />}
                </Table.Td>
                <Table.Td data-label={t('itineraries.table.planned')}>
                  <PlaceTime instant={leg.startsAt} placeId={from} places={places} />
                  {' → '}
                  <PlaceTime instant={leg.endsAt} placeId={to} places={places} />
                </Table.Td>
                <Table.Td data-label={t('itineraries.table.earliest')}>
                  <PlaceTime instant={leg.earliestAt} placeId={from} places={places} />
                </Table.Td>
                <Table.Td data-label={t('itineraries.table.latest')}>
                  <PlaceTime instant={leg.latestAt} placeId={from} places={places} />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
