import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CargoGroup, Preview, PreviewMove, PreviewSlot } from '../../shared/contract/previews.ts';
import { api, apiQuery } from '../api/client.ts';

/** Most previews are there in three seconds: asked for more rarely, the answer would lie ready and not be shown. */
const pollMs = 400;

export const isUnderWay = ({ state }: Preview) => state === 'queued' || state === 'running';

export const previewQuery = (previewId: string) =>
  apiQuery.previews.get.queryOptions({
    input: { previewId },
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? pollMs : false),
  });

/** All slots of one checkpoint that a change touches, both directions. */
export const slotsQuery = (previewId: string, checkpointId: string) =>
  queryOptions({
    queryKey: apiQuery.previews.listSlots.key({ input: { previewId, checkpointId } }),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<PreviewSlot[]> => {
      const slots: PreviewSlot[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof api.previews.listSlots>> = await api.previews.listSlots(
          { previewId, checkpointId, limit: 1000, ...(cursor === null ? {} : { cursor }) },
          { signal },
        );
        slots.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return slots;
    },
  });

/** The first slots of all, to know which checkpoints they belong to where the change itself does not say. */
export const firstSlotsQuery = (previewId: string) =>
  apiQuery.previews.listSlots.queryOptions({
    input: { previewId, limit: 200 },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** More moves than these are drawn as the first of them. */
const movesDrawn = 10_000;

export interface DrawnMoves {
  moves: PreviewMove[];
  /** there are more than are drawn */
  areSome: boolean;
}

/** The moves for the pictures. */
export const drawnMovesQuery = (previewId: string) =>
  queryOptions({
    queryKey: [...apiQuery.previews.listMoves.key({ input: { previewId } }), 'drawn'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<DrawnMoves> => {
      const moves: PreviewMove[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof api.previews.listMoves>> = await api.previews.listMoves(
          { previewId, limit: 500, ...(cursor === null ? {} : { cursor }) },
          { signal },
        );
        moves.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && moves.length < movesDrawn);
      return { moves, areSome: cursor !== null };
    },
  });

export interface MoveFilter {
  checkpointId: string | undefined;
  group: CargoGroup | undefined;
}

/** The moves as a table, page by page; the server puts those without a place first. */
export const movesQuery = (previewId: string, { checkpointId, group }: MoveFilter) =>
  infiniteQueryOptions(
    apiQuery.previews.listMoves.infiniteOptions({
      input: (cursor: string | undefined) => ({
        previewId,
        limit: 50,
        ...(checkpointId ? { checkpointId } : {}),
        ...(group ? { group } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
