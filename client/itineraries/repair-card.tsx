import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconRouteAltLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Itinerary, ItineraryRepair } from '../../shared/contract/itineraries.ts';
import { remaining } from '../booking/countdown.ts';
import { useNow } from '../live/use-now.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { changesOf } from './changes-of.ts';
import { PlaceTime } from './place-time.tsx';
import { endsOf, type Places } from './places.ts';
import { RepairArrival } from './repair-arrival.tsx';
import { RepairChanges } from './repair-changes.tsx';
import { useDecideWay } from './use-itinerary.ts';
import { useLegText } from './use-leg-text.ts';
import { WayPicture } from './way-picture.tsx';

interface RepairCardProps {
  itinerary: Itinerary;
  repair: ItineraryRepair;
  places: Places;
  onCancel: () => void;
}

/** What slipped and why, the way before and as repaired, and the three answers. One without a repaired way has only two. */
export function RepairCard({ itinerary, repair, places, onCancel }: RepairCardProps) {
  const { t } = useTranslation();
  const now = useNow(1_000);
  const { title } = useLegText(places);
  const accept = useDecideWay('acceptRepair', () => notifications.show({ message: t('itineraries.repair.accepted') }));
  const decline = useDecideWay('declineRepair', () =>
    notifications.show({ message: t('itineraries.repair.declined') }),
  );
  const slipped = itinerary.legs[repair.slippedLeg];
  const { seconds, text } = remaining(repair.expiresAt, now);
  const isImpossible = repair.state === 'impossible';
  const isOpen = repair.state === 'asked' && seconds > 0;
  const { fromId } = endsOf(itinerary.legs);
  const { arrivalP50At, arrivalP80At, legs } = repair;
  const after =
    arrivalP50At && arrivalP80At && legs.length > 0
      ? { legs, departAt: legs[0]?.startsAt ?? itinerary.departAt, arrivalP50At, arrivalP80At }
      : undefined;
  const Icon = isImpossible ? IconAlertTriangle : IconRouteAltLeft;
  return (
    <Paper
      withBorder
      p={{ base: 'md', sm: 'lg' }}
      component="section"
      aria-labelledby="repair-title"
      style={{ borderColor: `var(--otkel-${isImpossible ? 'full' : 'filling'})`, borderWidth: 2 }}
    >
      <Stack gap="sm">
        <Group wrap="nowrap" align="flex-start" gap="sm">
          <Icon size={30} stroke={1.6} aria-hidden style={{ flex: 'none' }} />
          <div role={isOpen || isImpossible ? 'alert' : 'status'}>
            <Title order={2} id="repair-title">
              {t(`itineraries.repair.title.${isOpen ? 'asked' : isImpossible ? 'impossible' : 'over'}`)}
            </Title>
            <Text>
              {t(`itineraries.repair.cause.${repair.cause}`)}
              {slipped && `: ${title(slipped)}`}
              {repair.reason && ` («${repair.reason}»)`}
            </Text>
          </div>
        </Group>
        {after && (
          <>
            <WayPicture
              ways={[
                { name: t('moves.before'), way: itinerary, wrongLeg: repair.slippedLeg },
                { name: t('itineraries.repair.after'), way: after },
              ]}
              rules={itinerary.drivingRules}
              places={places}
              arriveBy={itinerary.arriveBy}
              now={now}
            />
            <RepairChanges changes={changesOf(itinerary.legs, legs)} places={places} />
            <RepairArrival before={itinerary} after={after} arriveBy={itinerary.arriveBy} places={places} />
          </>
        )}
        {isImpossible && <Text fz="sm">{t('itineraries.repair.impossibleText')}</Text>}
        {isOpen && (
          <Text fz="sm">
            {t('itineraries.repair.until')} <PlaceTime instant={repair.expiresAt} placeId={fromId} places={places} /> (
            <b role="timer">{text}</b>)
          </Text>
        )}
        <FormProblem error={accept.error ?? decline.error} />
        <Group gap="xs">
          {isOpen && after && (
            <>
              <Button loading={accept.isPending} onClick={() => accept.mutate(itinerary.id)}>
                {t('itineraries.repair.accept')}
              </Button>
              <Button variant="light" loading={decline.isPending} onClick={() => decline.mutate(itinerary.id)}>
                {t('itineraries.repair.decline')}
              </Button>
            </>
          )}
          {(isOpen || isImpossible) && (
            <Button variant="default" onClick={onCancel}>
              {t('itineraries.repair.cancel')}
            </Button>
          )}
        </Group>
        {isOpen && (
          <Text fz="xs" c="dimmed">
            {t('itineraries.repair.text')}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
