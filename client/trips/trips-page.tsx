import { Button, Center, Container, Group, SegmentedControl, Stack, TextInput, Title } from '@mantine/core';
import { useDebouncedValue, useDocumentTitle } from '@mantine/hooks';
import { IconRoute, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { apiQuery } from '../api/client.ts';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { CalendarFeed } from './calendar-feed.tsx';
import { groupTrips } from './group-trips.ts';
import { TripCard } from './trip-card.tsx';
import styles from './trips.module.css';
import { type TripFilters, useTrips } from './use-trips.ts';

export function TripsPage() {
  return (
    <ForRoles roles={['dispatcher']}>
      <Trips />
    </ForRoles>
  );
}

function Trips() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('trips.title')} · Otkel`);
  const [scope, setScope] = useState<TripFilters['scope']>('open');
  const [plate, setPlate] = useState('');
  const [wished] = useDebouncedValue(plate.trim(), 250);
  const trips = useTrips({ scope, plate: wished });
  const checkpoints = useQuery(checkpointsQuery).data ?? [];
  const ports = useQuery(apiQuery.checkpoints.listPorts.queryOptions({ input: {} })).data?.items ?? [];
  const rows = trips.data?.pages.flatMap((page) => page.items) ?? [];
  const groups = groupTrips(rows);
  return (
    <Container size="xl" py="md" w="100%">
      <Group justify="space-between" mb="md">
        <Title order={1}>{t('trips.title')}</Title>
        <CalendarFeed />
      </Group>
      <Group mb="md" gap="sm">
        <SegmentedControl
          aria-label={t('trips.scope')}
          value={scope}
          onChange={(value) => setScope(value === 'over' ? 'over' : 'open')}
          data={[
            { value: 'open', label: t('trips.open') },
            { value: 'over', label: t('trips.over') },
          ]}
        />
        <TextInput
          aria-label={t('trips.search')}
          placeholder={t('trips.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={plate}
          onChange={(event) => setPlate(event.currentTarget.value)}
        />
      </Group>
      {trips.isPending && <LoadingLines count={6} height={84} />}
      {trips.isError && <LoadFailed error={trips.error} retry={() => void trips.refetch()} />}
      {trips.isSuccess && rows.length === 0 && (
        <Message
          icon={IconRoute}
          title={t(wished ? 'trips.noneFound' : scope === 'open' ? 'trips.empty' : 'trips.emptyOver')}
          action={
            scope === 'open' && (
              <Button component={Link} to="/book" variant="light">
                {t('nav.book')}
              </Button>
            )
          }
        />
      )}
      {groups.map(({ group, trips: inGroup }) => (
        <section key={group} aria-labelledby={`trips-${group}`}>
          <Title order={2} size="h4" mt="md" mb="xs" id={`trips-${group}`}>
            {t(`trips.group.${group}`)} <span className={styles.count}>{inGroup.length}</span>
          </Title>
          <Stack gap="xs" component="ul" className={styles.list ?? ''}>
            {inGroup.map((trip) => (
              <TripCard
                key={trip.id}
                trip={trip}
                checkpoint={checkpoints.find(({ id }) => id === trip.checkpointId)}
                ports={ports}
              />
            ))}
          </Stack>
        </section>
      ))}
      {trips.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={trips.isFetchingNextPage} onClick={() => void trips.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </Container>
  );
}
