import { directionSchema } from '../../shared/words.ts';
import { liveStore } from '../live/live.ts';
import { serverClock } from '../live/server-clock.ts';
import { stateOf } from '../parts/load-glyph.tsx';
import { expectedMinutes, freshForecast, hourAt, queueStateOf } from '../parts/queue-now.ts';
import type { MapView } from './map-view.ts';
import { fullestShare, type Standing } from './select-checkpoints.ts';

/** How things stand at a checkpoint now: the expected wait, or the places of the next day. */
export function readStanding(view: MapView, checkpointId: string): Standing {
  const load = liveStore.getLoad(checkpointId);
  if (view === 'places') return { states: [stateOf(load, 'out'), stateOf(load, 'in')], weight: fullestShare(load) };
  const now = serverClock.now();
  const queues = directionSchema.options.map((direction) => {
    const queue = liveStore.getQueue(checkpointId, direction);
    const hour = hourAt(freshForecast(liveStore.getForecast(checkpointId, direction), now), now);
    const state = queueStateOf(queue, hour);
    // The forecast of a closed one sees no end of the wait; nobody waits there, so it is not the heaviest.
    return { state, minutes: state === 'closed' ? -1 : (expectedMinutes(queue, hour) ?? -1) };
  });
  return { states: queues.map(({ state }) => state), weight: Math.max(...queues.map(({ minutes }) => minutes)) };
}
