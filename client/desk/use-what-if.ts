import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RegimeEffect } from '../../shared/contract/regimes.ts';
import type { Direction } from '../../shared/words.ts';
import { api, apiQuery } from '../api/client.ts';
import { serverClock } from '../live/server-clock.ts';

/** A slider that is drawn asks once, when it rests. */
const restMs = 350;

/** Nothing is changed: the side takes all that it takes anyway. */
const noEffect: RegimeEffect = { paceFactor: 1 };

interface WhatIfWhere {
  checkpointId: string;
  direction: Direction;
  side: 'kz' | 'neighbour';
  startsAt: string;
  hours: number;
}

/** Capacity and waits with another effect than is in force. While the new ones are computed, the old ones stay. */
export function useWhatIf(where: WhatIfWhere | undefined, effect: RegimeEffect | undefined) {
  const [rested] = useDebouncedValue(effect ?? noEffect, restMs);
  const input = where && { ...where, effect: rested };
  const query = useQuery({
    queryKey: apiQuery.previews.whatIf.key({ input: input ?? {} }),
    enabled: input !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      if (!input) throw new Error('nothing is asked');
      const result = await api.previews.whatIf(input, { signal });
      return { ...result, asOf: serverClock.now().toISOString() };
    },
  });
  return { ...query, isBehind: query.isFetching || rested !== (effect ?? noEffect) };
}
