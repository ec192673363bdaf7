import { Anchor, Button, Group, Paper, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Itinerary } from '../../shared/contract/itineraries.ts';
import { useNow } from '../live/use-now.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import styles from './itineraries.module.css';
import { ItineraryStateBadge } from './itinerary-state.tsx';
import { type NextStep, needsAnswer, nextStepOf } from './next-step.ts';
import { PlaceTime } from './place-time.tsx';
import { endsOf, type Places, placesOfLeg, wayTitle } from './places.ts';

/** One whole way in a list: from where to where, how it stands, what comes next and when it is there. */
export function ItineraryRow({ itinerary, places }: { itinerary: Itinerary; places: Places }) {
  const { t } = useTranslation();
  const now = useNow(10_000);
  const { id, legs, state, repair, vehicle, driverName } = itinerary;
  const { fromId, toId } = endsOf(legs);
  const asksUs = needsAnswer(itinerary, now);
  const isStuck = state === 'confirmed' && repair?.state === 'impossible';
  const step = nextStepOf(itinerary, now);
  return (
    <Paper
      withBorder
      px="md"
      py="sm"
      component="article"
      {...(asksUs || isStuck ? { style: { borderColor: 'var(--otkel-filling)', borderWidth: 2 } } : {})}
    >
      <div className={styles.row}>
        <div>
          <Anchor component={Link} to={`/itineraries/${id}`} fw={650}>
            {places.name(fromId)} → {places.name(toId)}
          </Anchor>
          <Text fz="sm" c="dimmed">
            {wayTitle(legs, places)}
          </Text>
        </div>
        <div>
          <Group gap={6}>
            <ItineraryStateBadge state={state} />
            {(asksUs || isStuck) && (
              <ToneBadge tone={isStuck ? 'full' : 'filling'} icon={<IconAlertTriangle size={12} aria-hidden />}>
                {t(isStuck ? 'itineraries.stuck' : 'itineraries.needsAnswer')}
              </ToneBadge>
            )}
          </Group>
          <Text fz="sm">
            <b>{vehicle.plate}</b> {driverName && <span>· {driverName}</span>}
          </Text>
        </div>
        <div>
          {step && <Step step={step} places={places} fromId={fromId} toId={toId} />}
          {state !== 'cancelled' && state !== 'expired' && (
            <Text fz="xs" c="dimmed" component="div">
              {t('itineraries.offer.arriveP80')}:{' '}
              <PlaceTime instant={itinerary.arrivalP80At} placeId={toId} places={places} />
            </Text>
          )}
        </div>
        <Button
          component={Link}
          to={`/itineraries/${id}`}
          size="xs"
          variant={asksUs || step?.kind === 'confirm' ? 'filled' : 'default'}
          aria-label={t('itineraries.openOf', { plate: vehicle.plate })}
        >
          {t(asksUs ? 'itineraries.answer' : step?.kind === 'confirm' ? 'itineraries.confirmOpen' : 'itineraries.open')}
        </Button>
      </div>
    </Paper>
  );
}

interface StepProps {
  step: NextStep;
  places: Places;
  fromId: string;
  toId: string;
}

function Step({ step, places, fromId, toId }: StepProps) {
  const { t } = useTranslation();
  const placeId = step.kind === 'be-at' ? placesOfLeg(step.leg)[0] : step.kind === 'arrive' ? toId : fromId;
  return (
    <Text fz="sm" component="div">
      {t(`itineraries.step.${step.kind}`, { place: places.shortName(placeId) })}{' '}
      <PlaceTime instant={step.at} placeId={placeId} places={places} />
    </Text>
  );
}
