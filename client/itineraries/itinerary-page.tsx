import { Anchor, Button, Container, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Itinerary } from '../../shared/contract/itineraries.ts';
import { apiQuery } from '../api/client.ts';
import { ForRoles, LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useNow } from '../live/use-now.ts';
import { CancelWay } from './cancel-way.tsx';
import { HeldWay } from './held-way.tsx';
import { ItineraryFacts } from './itinerary-facts.tsx';
import { ItineraryStateBadge } from './itinerary-state.tsx';
import { LegSteps } from './leg-steps.tsx';
import { newAddress } from './new-address.ts';
import { endsOf, type Places, usePlaces, wayTitle } from './places.ts';
import { RepairCard } from './repair-card.tsx';
import { WayPicture } from './way-picture.tsx';

/** What is under way changes without us: a slot is moved, a ship is late. */
const refetchMs = 20_000;

const isActive = ({ state }: Pick<Itinerary, 'state'>) => state === 'held' || state === 'confirmed';

/** One whole way: its ten minutes, what slipped, its picture and its parts. */
export function ItineraryPage() {
  return (
    <ForRoles roles={['dispatcher']}>
      <Container size="lg" py="md" w="100%">
        <Load />
      </Container>
    </ForRoles>
  );
}

function Load() {
  const { t } = useTranslation();
  const { itineraryId = '' } = useParams();
  const { places } = usePlaces();
  const itinerary = useQuery(
    apiQuery.itineraries.get.queryOptions({
      input: { itineraryId },
      refetchInterval: ({ state: { data } }) => (data && isActive(data) ? refetchMs : false),
    }),
  );
  return (
    <Stack>
      <Anchor component={Link} to="/itineraries" fz="sm">
        <Group gap={4} component="span">
          <IconArrowLeft size={15} aria-hidden />
          {t('itineraries.title')}
        </Group>
      </Anchor>
      {itinerary.isPending && <LoadingLines count={6} height={70} />}
      {/* What was heard before is shown on, while the network is away. */}
      {itinerary.isError && !itinerary.data && (
        <LoadFailed error={itinerary.error} retry={() => void itinerary.refetch()} />
      )}
      {itinerary.data && <Show itinerary={itinerary.data} places={places} />}
    </Stack>
  );
}

function Show({ itinerary, places }: { itinerary: Itinerary; places: Places }) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const [isCancelling, setCancelling] = useState(false);
  const { state, repair, legs, vehicle } = itinerary;
  const { fromId, toId } = endsOf(legs);
  const title = `${places.name(fromId)} → ${places.name(toId)}`;
  useDocumentTitle(`${title} · Otkel`);
  const showsRepair = state === 'confirmed' && (repair?.state === 'asked' || repair?.state === 'impossible');
  const isDrawnInRepair = showsRepair && repair?.arrivalP50At;
  return (
    <>
      <Group justify="space-between">
        <div>
          <Group gap="xs">
            <Title order={1}>{title}</Title>
            <ItineraryStateBadge state={state} />
          </Group>
          <Text c="dimmed">
            {vehicle.plate} · {wayTitle(legs, places)}
          </Text>
        </div>
        <Group gap="xs">
          {state === 'confirmed' && (
            <Button variant="default" onClick={() => setCancelling(true)}>
              {t('itineraries.cancel')}
            </Button>
          )}
          {state !== 'held' && (
            <Button variant="light" component={Link} to={newAddress(itinerary)}>
              {t('itineraries.again')}
            </Button>
          )}
        </Group>
      </Group>
      {state === 'held' && <HeldWay itinerary={itinerary} places={places} />}
      {showsRepair && repair && (
        <RepairCard itinerary={itinerary} repair={repair} places={places} onCancel={() => setCancelling(true)} />
      )}
      {!showsRepair && repair && (
        <Text fz="sm" c="dimmed">
          {t(`itineraries.repair.was.${repair.state}`)} {t(`itineraries.repair.cause.${repair.cause}`)}.
        </Text>
      )}
      {!isDrawnInRepair && (
        <Paper withBorder p={{ base: 'sm', sm: 'md' }}>
          <WayPicture
            ways={[{ name: title, way: itinerary, hideName: true }]}
            rules={itinerary.drivingRules}
            places={places}
            arriveBy={itinerary.arriveBy}
            now={now}
          />
        </Paper>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" style={{ alignItems: 'start' }}>
        <Stack gap="sm">
          <Title order={2}>{t('itineraries.legs')}</Title>
          <LegSteps itinerary={itinerary} places={places} />
        </Stack>
        <ItineraryFacts itinerary={itinerary} places={places} />
      </SimpleGrid>
      {isCancelling && <CancelWay itinerary={itinerary} places={places} onClose={() => setCancelling(false)} />}
    </>
  );
}
