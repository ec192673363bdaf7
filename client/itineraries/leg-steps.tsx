import { Anchor, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAnchor, IconBarrierBlock, IconTruck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Booking } from '../../shared/contract/bookings.ts';
import type { Itinerary, ItineraryLeg } from '../../shared/contract/itineraries.ts';
import styles from './band.module.css';
import { CrossingOfLeg } from './crossing-of-leg.tsx';
import { PlaceTime } from './place-time.tsx';
import { type Places, placesOfLeg } from './places.ts';
import { SailingOfLeg } from './sailing-of-leg.tsx';
import { useLegText } from './use-leg-text.ts';

const icons = { drive: IconTruck, crossing: IconBarrierBlock, sailing: IconAnchor } as const;

interface LegStepsProps {
  itinerary: Itinerary;
  places: Places;
}

/** The way part by part, in order: when, how early and how late, what is booked there and how that stands. */
export function LegSteps({ itinerary, places }: LegStepsProps) {
  const { t } = useTranslation();
  const { title, facts } = useLegText(places);
  const { legs, repair } = itinerary;
  const slipped = repair?.state === 'asked' || repair?.state === 'impossible' ? repair.slippedLeg : undefined;
  return (
    <ol className={styles.steps} aria-label={t('itineraries.legs')}>
      {legs.map((leg, index) => {
        const Icon = icons[leg.kind];
        const [from] = placesOfLeg(leg);
        return (
          <li key={`${leg.kind} ${leg.startsAt}`} className={styles.step}>
            <ThemeIcon
              className={styles.stepIcon ?? ''}
              variant={leg.kind === 'drive' ? 'default' : 'light'}
              color={index === slipped ? 'red' : 'river'}
              size={28}
              radius="xl"
              aria-hidden
            >
              <Icon size={17} stroke={1.8} />
            </ThemeIcon>
            <Stack gap={4}>
              {leg.kind === 'crossing' ? (
                <Anchor
                  component={Link}
                  to={`/checkpoints/${leg.checkpointId}?direction=${leg.direction}`}
                  fw={650}
                  style={{ alignSelf: 'flex-start' }}
                >
                  {title(leg)}
                </Anchor>
              ) : (
                <Text fw={650}>{title(leg)}</Text>
              )}
              <LegTimes leg={leg} places={places} />
              {facts(leg).map((fact) => (
                <Text key={fact} fz="sm" c="dimmed">
                  {fact}
                </Text>
              ))}
              <Text fz="sm" c="dimmed" component="div">
                {t('itineraries.table.earliest')}: <PlaceTime instant={leg.earliestAt} placeId={from} places={places} />{' '}
                · {t('itineraries.table.latest')}: <PlaceTime instant={leg.latestAt} placeId={from} places={places} />
              </Text>
              {leg.kind === 'crossing' && (
                <CrossingOfLeg booking={bookingOf(leg, legs, itinerary.bookings)} places={places} />
              )}
              {leg.kind === 'sailing' && itinerary.sailingClaim && (
                <SailingOfLeg claim={itinerary.sailingClaim} places={places} />
              )}
            </Stack>
          </li>
        );
      })}
    </ol>
  );
}

function LegTimes({ leg, places }: { leg: ItineraryLeg; places: Places }) {
  const [from, to] = placesOfLeg(leg);
  return (
    <Group gap={6} fz="sm" component="span">
      <PlaceTime instant={leg.startsAt} placeId={from} places={places} />
      <span aria-hidden>→</span>
      <PlaceTime instant={leg.endsAt} placeId={to} places={places} />
    </Group>
  );
}

/** Bookings stand in the order of the crossings. */
function bookingOf(
  leg: ItineraryLeg,
  legs: readonly ItineraryLeg[],
  bookings: readonly Booking[],
): Booking | undefined {
  return bookings[legs.filter(({ kind }) => kind === 'crossing').indexOf(leg as (typeof legs)[number])];
}
