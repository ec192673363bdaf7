import { Anchor, Container, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconRouteOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { apiQuery } from '../api/client.ts';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { serverClock } from '../live/server-clock.ts';
import { AskForWays } from './ask-for-ways.tsx';
import { usePlaces } from './places.ts';
import { initialWay, valuesOf } from './way-form.ts';

/** From what goes where to a held way. The address may name a corridor, its direction, and an itinerary to ask for again. */
export function NewItineraryPage() {
  const { t } = useTranslation();
  return (
    <ForRoles roles={['dispatcher']}>
      <Container size={1500} py="md" w="100%">
        <Title order={1}>{t('itineraries.newTitle')}</Title>
        <Text c="dimmed" mb="md">
          {t('itineraries.intro')}{' '}
          <Anchor component={Link} to="/book">
            {t('itineraries.oneCrossing')}
          </Anchor>
        </Text>
        <Ask />
      </Container>
    </ForRoles>
  );
}

function Ask() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('itineraries.newTitle')} · Otkel`);
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  // What the address said at first: later it follows the form.
  const [start] = useState(() => ({
    corridorId: search.get('corridor'),
    isReversed: search.get('reversed') === '1',
    from: search.get('from'),
  }));
  const { query, corridors, places } = usePlaces();
  const before = useQuery(
    apiQuery.itineraries.get.queryOptions({ input: { itineraryId: start.from ?? '' }, enabled: start.from !== null }),
  );
  if (query.isError) return <LoadFailed error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending || before.isLoading) return <LoadingLines count={8} height={52} />;
  if (corridors.length === 0) return <Message icon={IconRouteOff} title={t('itineraries.noCorridors')} />;
  const known = (id: string | null | undefined) => corridors.find((corridor) => corridor.id === id);
  const now = serverClock.now();
  const again = before.data && known(before.data.corridorId);
  return (
    <AskForWays
      corridors={corridors}
      places={places}
      initial={
        before.data && again
          ? valuesOf(before.data, now, again)
          : initialWay(now, known(start.corridorId), start.isReversed)
      }
      onChoose={(corridor, isReversed) =>
        setSearch({ corridor, ...(isReversed ? { reversed: '1' } : {}) }, { replace: true })
      }
      onHeld={({ id }) => void navigate(`/itineraries/${id}`)}
    />
  );
}
