import { Button, Center, Group, Select, Stack, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConductEntry, conductEntrySchema } from '../../shared/contract/conduct.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { EntryCard } from './entry-card.tsx';

const states = conductEntrySchema.shape.state;

/** Entries of the record; for a planner those of all carriers, the open appeals first. */
export function Entries({ isPlanner }: { isPlanner: boolean }) {
  const { t } = useTranslation();
  const [state, setState] = useState<ConductEntry['state'] | undefined>(isPlanner ? 'appealed' : undefined);
  const checkpoints = useQuery(checkpointsQuery).data ?? [];
  const entries = useInfiniteQuery(
    apiQuery.conduct.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: 30,
        ...(state ? { state } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack component="section" aria-label={t('conduct.entries')}>
      <Group justify="space-between">
        <Title order={2}>{t('conduct.entries')}</Title>
        <Select
          aria-label={t('conduct.state')}
          placeholder={t('conduct.all')}
          clearable={!isPlanner}
          w={220}
          value={state ?? null}
          onChange={(value) =>
            setState(
              states
                .optional()
                .catch(undefined)
                .parse(value ?? undefined),
            )
          }
          data={states.options.map((value) => ({ value, label: t(`conduct.stateOf.${value}`) }))}
        />
      </Group>
      {entries.isPending && <LoadingLines count={4} height={84} />}
      {entries.isError && <LoadFailed error={entries.error} retry={() => void entries.refetch()} />}
      {entries.isSuccess && items.length === 0 && (
        <Message icon={IconCircleCheck} title={t(isPlanner ? 'conduct.noAppeals' : 'conduct.empty')} />
      )}
      {items.map((entry) => {
        const checkpoint = checkpoints.find(({ id }) => id === entry.checkpointId);
        return checkpoint && <EntryCard key={entry.id} entry={entry} checkpoint={checkpoint} isPlanner={isPlanner} />;
      })}
      {entries.hasNextPage && (
        <Center>
          <Button variant="default" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </Stack>
  );
}
