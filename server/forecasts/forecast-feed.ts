import { checkpointRoom, mapRoom } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { Live } from '../platform/live.ts';
import { listForecasts } from './list-forecasts.ts';

export interface ForecastFeed {
  /** Tells every watching client what is to come at a checkpoint. Call it after the commit; a round calls it once for each checkpoint. */
  changed(checkpointId: string): Promise<void>;
}

export function createForecastFeed(db: Database, live: Live): ForecastFeed {
  return {
    async changed(checkpointId) {
      const forecasts = await listForecasts(db, [checkpointId]);
      live.to(mapRoom).to(checkpointRoom(checkpointId)).emit('forecast', { checkpointId, forecasts });
    },
  };
}
