import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiQuery } from '../api/client.ts';

export const noticesQuery = (onlyUnread: boolean) =>
  infiniteQueryOptions(
    apiQuery.notices.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: 50,
        // The contract reads it from the address, where everything is a word.
        ...(onlyUnread ? { isUnread: 'true' } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );

export const preferencesQuery = apiQuery.notices.getPreferences.queryOptions();
export const batchesQuery = apiQuery.notices.listBatches.queryOptions({ input: { limit: 100 } });
export const heldBatchesQuery = apiQuery.notices.listBatches.queryOptions({ input: { state: 'held', limit: 100 } });
export const webhooksQuery = apiQuery.webhooks.list.queryOptions({ input: { limit: 50 } });
export const deliveriesQuery = (webhookId: string) =>
  apiQuery.webhooks.listDeliveries.queryOptions({ input: { webhookId, limit: 20 } });
