import { Anchor, Badge, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconShip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Checkpoint, Port } from '../../shared/contract/checkpoints.ts';
import type { TripRow } from '../../shared/contract/trip-board.ts';
import { usePlaceName } from '../i18n/place-names.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import { TripTrack } from './trip-track.tsx';

interface TripCardProps {
  trip: TripRow;
  checkpoint: Checkpoint | undefined;
  ports: readonly Port[];
}

export function TripCard({ trip, checkpoint, ports }: TripCardProps) {
  const { t } = useTranslation();
  // A truck that is not due yet is in no queue: the place it would have now tells nothing of its day.
  const place = trip.phase === 'ahead' || trip.phase === 'held' ? undefined : trip.passage?.place;
  return (
    <Paper withBorder px="md" py="sm" component="li">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="md" verticalSpacing="xs">
        {checkpoint ? <Crossing trip={trip} checkpoint={checkpoint} /> : <Sea trip={trip} ports={ports} />}
        <Stack gap={2}>
          <Text fw={600}>{trip.plate}</Text>
          <Text fz="xs" c="dimmed" truncate>
            {trip.driverName ?? t('trips.noDriver')}
          </Text>
        </Stack>
        <Stack gap={4}>
          <TripTrack trip={trip} />
          {place && (
            <Text fz="xs" c="dimmed">
              {t('trips.place', { place: place.place })}
            </Text>
          )}
        </Stack>
        <Group gap="xs" align="flex-start">
          {trip.needsAnswer.map((need) => (
            <Badge
              key={need}
              component={Link}
              to={need === 'repair' || trip.itineraryId ? `/itineraries/${trip.itineraryId}` : '/bookings'}
              color="orange"
              variant="light"
              className="answer-link"
              style={{ cursor: 'pointer' }}
            >
              {t(`trips.answer.${need}`)}
            </Badge>
          ))}
          <Anchor component={Link} fz="sm" to={trip.itineraryId ? `/itineraries/${trip.itineraryId}` : '/bookings'}>
            {t(trip.itineraryId ? 'trips.toItinerary' : 'trips.toBooking')}
          </Anchor>
        </Group>
      </SimpleGrid>
    </Paper>
  );
}

function Crossing({ trip, checkpoint }: { trip: TripRow; checkpoint: Checkpoint }) {
  const names = usePostNames(checkpoint);
  return (
    <Stack gap={2}>
      <Group gap={6} wrap="nowrap">
        {trip.direction && <DirectionIcon direction={trip.direction} />}
        <Anchor component={Link} to={`/checkpoints/${checkpoint.id}?direction=${trip.direction}`} fw={600} truncate>
          {names.both}
        </Anchor>
      </Group>
      <BothTimes instant={trip.startsAt} checkpoint={checkpoint} />
    </Stack>
  );
}

function Sea({ trip, ports }: { trip: TripRow; ports: readonly Port[] }) {
  const placeName = usePlaceName();
  const portOf = (portId: string | null) => ports.find(({ id }) => id === portId);
  const [from, to] = [portOf(trip.fromPortId), portOf(trip.toPortId)];
  if (!from || !to) return <div />;
  return (
    <Stack gap={2}>
      <Group gap={6} wrap="nowrap">
        <IconShip size={15} aria-hidden style={{ flex: 'none' }} />
        <Text fw={600} truncate>
          {placeName(from)} → {placeName(to)}
        </Text>
      </Group>
      <BothTimes
        instant={trip.startsAt}
        checkpoint={{ kzZone: from.zone, neighbourZone: to.zone, neighbour: to.country }}
      />
    </Stack>
  );
}
