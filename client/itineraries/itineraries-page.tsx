import { Button, Center, Container, Group, Select, Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconRoute } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Itinerary, itineraryStateSchema } from '../../shared/contract/itineraries.ts';
import { apiQuery } from '../api/client.ts';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { ItineraryRow } from './itinerary-row.tsx';
import { usePlaces } from './places.ts';

const refetchMs = 30_000;
const stateSchema = itineraryStateSchema.optional().catch(undefined);

/** The whole ways of one's organisation, newest first: how each stands, and what comes next. */
export function ItinerariesPage() {
  return (
    <ForRoles roles={['dispatcher']}>
      <Container size="xl" py="md" w="100%">
        <Ways />
      </Container>
    </ForRoles>
  );
}

function Ways() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('itineraries.title')} · Otkel`);
  const [state, setState] = useState<Itinerary['state']>();
  const { places } = usePlaces();
  const ways = useInfiniteQuery(
    apiQuery.itineraries.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      refetchInterval: refetchMs,
    }),
  );
  const items = ways.data?.pages.flatMap((page) => page.items) ?? [];
  const toNew = (
    <Button component={Link} to="/itineraries/new">
      {t('itineraries.new')}
    </Button>
  );
  return (
    <>
      <Group justify="space-between" mb="md">
        <Title order={1}>{t('itineraries.title')}</Title>
        <Group gap="xs">
          <Select
            aria-label={t('bookings.state')}
            placeholder={t('bookings.all')}
            clearable
            w={170}
            value={state ?? null}
            onChange={(value) => setState(stateSchema.parse(value ?? undefined))}
            data={itineraryStateSchema.options.map((value) => ({ value, label: t(`itineraries.state.${value}`) }))}
          />
          {toNew}
        </Group>
      </Group>
      {ways.isPending && <LoadingLines count={5} height={92} />}
      {ways.isError && items.length === 0 && <LoadFailed error={ways.error} retry={() => void ways.refetch()} />}
      {ways.isSuccess && items.length === 0 && (
        <Message
          icon={IconRoute}
          title={t(state ? 'itineraries.emptyState' : 'itineraries.empty')}
          {...(state ? {} : { text: t('itineraries.emptyText'), action: toNew })}
        />
      )}
      <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {items.map((itinerary) => (
          <li key={itinerary.id}>
            <ItineraryRow itinerary={itinerary} places={places} />
          </li>
        ))}
      </Stack>
      {ways.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={ways.isFetchingNextPage} onClick={() => void ways.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </>
  );
}
