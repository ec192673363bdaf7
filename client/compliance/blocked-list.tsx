import { Button, Center, Stack } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BlockedConsignment } from '../../shared/contract/compliance.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { BlockedCard } from './blocked-card.tsx';

/** New attempts of carriers come to the desk without a live message. */
const askAgainMs = 30_000;
const shownAtOnce = 10;

/** Blocked consignments of one state, newest first. */
export function BlockedList({ state }: { state: BlockedConsignment['state'] }) {
  const { t } = useTranslation();
  const checkpoints = useQuery(checkpointsQuery).data ?? [];
  const blocked = useInfiniteQuery({
    ...apiQuery.compliance.listBlocked.infiniteOptions({
      input: (cursor: string | undefined) => ({ state, limit: shownAtOnce, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
    refetchInterval: askAgainMs,
  });
  const items = blocked.data?.pages.flatMap((page) => page.items) ?? [];
  if (blocked.isPending) return <LoadingLines count={3} height={160} />;
  if (blocked.isError) return <LoadFailed error={blocked.error} retry={() => void blocked.refetch()} />;
  if (items.length === 0)
    return (
      <Message
        icon={IconShieldCheck}
        title={t(`compliance.empty.${state}`)}
        {...(state === 'open' ? { text: t('compliance.emptyText') } : {})}
      />
    );
  return (
    <>
      <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {items.map((consignment) => (
          <li key={consignment.id}>
            <BlockedCard
              consignment={consignment}
              checkpoint={checkpoints.find(({ id }) => id === consignment.checkpointId)}
            />
          </li>
        ))}
      </Stack>
      {blocked.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={blocked.isFetchingNextPage} onClick={() => void blocked.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </>
  );
}
