import type { ChangedSlot, SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';

/** After the commit: the slots of all bookings that an itinerary has or had are other than before. */
export async function announceSlots(db: Database, feed: SlotFeed, itineraryId: string): Promise<ChangedSlot[]> {
  const slots = await db.slot.findMany({
    where: { bookings: { some: { itineraryId } } },
    select: { id: true, checkpointId: true },
  });
  feed.changed(slots);
  return slots;
}
