import type { SideHour } from '../../../server/planning/capacity.ts';
import { makeRandom } from '../../../server/planning/random.ts';
import type { Database } from '../../../server/platform/database/client.ts';
import type { PostEvent } from '../../../server/proposals/measure-posts.ts';
import type { Post } from '../../../shared/gate-steps.ts';
import { uuidOf } from '../../../twin/demand/uuid.ts';
import { simulateEvents, startMs } from '../../twin/proposals/simulate-posts.ts';

const hourMs = 3_600_000;

export interface RecordedDays {
  seed: string;
  /** The calendar of the two posts, as the checkpoint has it. */
  calendar: Record<Post, SideHour>;
  /** By how much the documents of the first post take longer, from so many hours before the end. */
  slow?: { factor: number; hours: number };
  hours?: number;
  source?: 'gate' | 'simulated';
}

/** Writes the gate events of simulated days at syrym, out of Kazakhstan, that end at `until`. */
export async function recordDays(
  db: Database,
  until: Date,
  { seed, calendar, slow, hours = 44, source = 'gate' }: RecordedDays,
) {
  const slowFromMs = startMs + (hours - (slow?.hours ?? 0)) * hourMs;
  const events = simulateEvents({
    seed,
    perHour: 14,
    hours,
    truly: (post, _, atMs) => {
      const isSlow = slow && post === 'first' && atMs >= slowFromMs;
      const { documentMinutes, ...hour } = calendar[post];
      return { ...hour, documentMinutes: documentMinutes * (isSlow ? slow.factor : 1) };
    },
  });
  await write(db, seed, source, until.getTime() - startMs - hours * hourMs, events);
}

async function write(db: Database, seed: string, source: string, shiftMs: number, events: readonly PostEvent[]) {
  const slot = await db.slot.findFirstOrThrow({ where: { checkpointId: 'syrym', direction: 'out' } });
  const organisation = await db.organization.findFirstOrThrow({ where: { kind: 'carrier' } });
  const idOf = (name: string) => uuidOf(makeRandom(seed, name));
  const at = ({ atMs }: PostEvent) => new Date(atMs + shiftMs);
  const trucks = [...new Map(events.map((event) => [event.bookingId, event])).values()];
  const where = { checkpointId: 'syrym', direction: 'out' };
  const vehicle = (event: PostEvent) => ({
    ...{ class: 'general', channel: event.channel, plate: event.bookingId, vin: event.bookingId },
    ...{ organisationId: organisation.id, madeAt: at(event) },
  });
  await db.application.createMany({
    data: trucks.map((event) => ({
      ...{ id: idOf(`application ${event.bookingId}`), ...vehicle(event), ...where, madeBy: 'test', source: 'carrier' },
      ...{ earliestAt: at(event), latestAt: at(event), vehicleCountry: 'KZ', hsCode: '730890', grossWeightKg: 18_000 },
    })),
  });
  await db.booking.createMany({
    data: trucks.map((event) => ({
      ...{ id: idOf(event.bookingId), applicationId: idOf(`application ${event.bookingId}`), ...vehicle(event) },
      ...{ slotId: slot.id, state: 'ended', holdExpiresAt: at(event) },
    })),
  });
  await db.passage.createMany({
    data: trucks.map((event) => ({
      ...{ bookingId: idOf(event.bookingId), ...where, state: 'cleared', lastAt: at(event), class: 'general' },
      ...{ channel: event.channel, source, seq: 1n },
    })),
  });
  await db.gateEvent.createMany({
    data: events.map((event, index) => ({
      ...{ id: idOf(`event ${index}`), bookingId: idOf(event.bookingId), ...where, step: event.step, post: event.post },
      ...{ happenedAt: at(event), recordedAt: at(event), recordedBy: 'test', source, effect: 'applied' },
      ...{ stateAfter: event.step, postAfter: event.post },
    })),
  });
}
