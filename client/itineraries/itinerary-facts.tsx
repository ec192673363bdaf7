import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Itinerary } from '../../shared/contract/itineraries.ts';
import { useFormat } from '../i18n/format.ts';
import { useCountryName } from '../i18n/use-country.ts';
import styles from './band.module.css';
import { PlaceTime } from './place-time.tsx';
import { endsOf, type Places } from './places.ts';

/** When it is there, and the application that it was made from. */
export function ItineraryFacts({ itinerary, places }: { itinerary: Itinerary; places: Places }) {
  const { t } = useTranslation();
  const format = useFormat();
  const countryName = useCountryName();
  const { vehicle, cargo, drivingRules, legs } = itinerary;
  const { fromId, toId } = endsOf(legs);
  const isEstimated = legs.some((leg) => leg.kind === 'drive' && leg.isEstimated);
  const km = format.number(Math.round(itinerary.distanceKm));
  const at = (instant: string, placeId: string) => <PlaceTime instant={instant} placeId={placeId} places={places} />;
  const arrival: [string, ReactNode][] = [
    [t('itineraries.offer.depart'), at(itinerary.departAt, fromId)],
    [t('itineraries.offer.arriveP50'), at(itinerary.arrivalP50At, toId)],
    [t('itineraries.offer.arriveP80'), at(itinerary.arrivalP80At, toId)],
    [
      t(isEstimated ? 'itineraries.offer.kmEstimated' : 'itineraries.offer.km'),
      isEstimated ? t('itineraries.line.about', { km }) : t('itineraries.km', { km }),
    ],
  ];
  const application: [string, ReactNode][] = [
    [t('itineraries.readyAtIn', { place: places.name(fromId) }), at(itinerary.readyAt, fromId)],
    [t('itineraries.arriveByIn', { place: places.name(toId) }), at(itinerary.arriveBy, toId)],
    [t('booking.vehicle'), `${vehicle.plate}, ${countryName(vehicle.country)}`],
    [t('booking.driver'), itinerary.driverName ?? '—'],
    [t('booking.cargo'), [cargo.hsCode, cargo.description].filter(Boolean).join(' · ')],
    [t('booking.weight'), format.number(cargo.grossWeightKg)],
    [
      t('itineraries.rules'),
      t('itineraries.rulesNow', { driving: drivingRules.drivingHours, rest: drivingRules.restHours }),
    ],
  ];
  return (
    <Stack>
      <Facts title={t('itineraries.arrival')} rows={arrival} />
      <Facts title={t('itineraries.application')} rows={application} />
    </Stack>
  );
}

function Facts({ title, rows }: { title: string; rows: readonly [name: string, value: ReactNode][] }) {
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} mb="xs">
        {title}
      </Title>
      <dl className={styles.facts}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Text span fz="sm" fw={600}>
                {value}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
    </Paper>
  );
}
