import type { Itinerary } from '../../shared/contract/itineraries.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { itineraryViews } from './itinerary-view.ts';

/** An itinerary of this organisation; another's is as unknown as none, so that ids tell nothing. @throws apiError ITINERARY_NOT_FOUND */
export async function getItinerary(db: Database, now: Date, organisationId: string, id: string): Promise<Itinerary> {
  const row = await db.itinerary.findFirst({ where: { id, organisationId } });
  if (!row)
    throw apiError('ITINERARY_NOT_FOUND', {
      field: 'itineraryId',
      hint: 'GET /api/itineraries lists those of your organisation',
    });
  const [itinerary] = await itineraryViews(db, now, [row]);
  return itinerary!;
}
