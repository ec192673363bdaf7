import { Button, Center, Container, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconHourglassEmpty } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type WaitlistEntry, waitlistEntrySchema } from '../../shared/contract/waitlist.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { apiQuery } from '../api/client.ts';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { EntryCard } from './entry-card.tsx';

/** Trucks that wait for a returned place, and the places that are offered to them. */
export function WaitlistPage() {
  return (
    <ForRoles roles={['dispatcher']}>
      <Waitlist />
    </ForRoles>
  );
}

/** An offer lasts a quarter of an hour: nobody should see it late. */
const askEveryMs = 15_000;
const states = waitlistEntrySchema.shape.state;

function Waitlist() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('waitlist.title')} · Otkel`);
  const [state, setState] = useState<WaitlistEntry['state']>();
  const checkpoints = useQuery(checkpointsQuery).data ?? [];
  const entries = useInfiniteQuery({
    ...apiQuery.waitlist.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: 30,
        ...(state ? { state } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
    refetchInterval: askEveryMs,
  });
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  // What is offered stands first: it runs out.
  const ordered = [
    ...items.filter((entry) => entry.state === 'offered'),
    ...items.filter((entry) => entry.state !== 'offered'),
  ];
  return (
    <Container size="xl" py="md" w="100%">
      <Group justify="space-between" align="flex-start" mb="md">
        <div>
          <Title order={1}>{t('waitlist.title')}</Title>
          <Text c="dimmed" maw={760}>
            {t('waitlist.intro')}
          </Text>
        </div>
        <Group gap="xs">
          <Select
            aria-label={t('waitlist.state')}
            placeholder={t('waitlist.all')}
            clearable
            w={190}
            value={state ?? null}
            onChange={(value) =>
              setState(
                states
                  .optional()
                  .catch(undefined)
                  .parse(value ?? undefined),
              )
            }
            data={states.options.map((value) => ({ value, label: t(`waitlist.stateOf.${value}`) }))}
          />
          <Button component={Link} to="/book">
            {t('waitlist.ask')}
          </Button>
        </Group>
      </Group>
      {entries.isPending && <LoadingLines count={4} height={110} />}
      {entries.isError && <LoadFailed error={entries.error} retry={() => void entries.refetch()} />}
      {entries.isSuccess && items.length === 0 && (
        <Message icon={IconHourglassEmpty} title={t('waitlist.empty')} text={t('waitlist.emptyText')} />
      )}
      <Stack gap="sm" aria-live="polite">
        {ordered.map((entry) => {
          const checkpoint = checkpoints.find(({ id }) => id === entry.checkpointId);
          return checkpoint && <EntryCard key={entry.id} entry={entry} checkpoint={checkpoint} />;
        })}
      </Stack>
      {entries.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </Container>
  );
}
