import { randomUUID } from 'node:crypto';
import type { TestServer } from '../../support/server.ts';

export interface BookingRow {
  slotId: number;
  organisationId: string;
  state?: 'confirmed' | 'ended' | 'no-show' | 'cancelled' | 'expired' | 'held';
  class?: string;
  country?: string;
  madeAt: Date;
  closedAt?: Date | null;
  /** minutes from the arrival to the first post, of a truck that crossed */
  waitMinutes?: number;
  source?: 'gate' | 'simulated';
}

let trucks = 0;

/** Rows as bookings leave them, without the hours that they take: what is counted is the rows. @returns ids of the bookings */
export async function insertBookings({ parts: { db } }: TestServer, rows: readonly BookingRow[]): Promise<string[]> {
  const full = rows.map((row) => ({ ...row, id: randomUUID(), applicationId: randomUUID(), number: ++trucks }));
  const of = ({ number }: { number: number }) => ({ plate: `F${number}`, vin: `FAIRNESS${number}` });
  const slots = new Map(
    (await db.slot.findMany({ where: { id: { in: rows.map(({ slotId }) => slotId) } } })).map((slot) => [
      slot.id,
      slot,
    ]),
  );
  await db.application.createMany({
    data: full.map((row) => {
      const { checkpointId, direction, startsAt, endsAt } = slots.get(row.slotId)!;
      return {
        ...{ id: row.applicationId, organisationId: row.organisationId, madeBy: 'nobody', madeAt: row.madeAt },
        ...{ source: 'carrier', checkpointId, direction, earliestAt: startsAt, latestAt: endsAt },
        ...{ class: row.class ?? 'general', channel: 'green', ...of(row), vehicleCountry: row.country ?? 'KZ' },
        ...{ hsCode: '730890', grossWeightKg: 18_000 },
      };
    }),
  });
  await db.booking.createMany({
    data: full.map((row) => ({
      ...{ id: row.id, applicationId: row.applicationId, organisationId: row.organisationId, slotId: row.slotId },
      ...{
        state: row.state ?? 'ended',
        class: row.class ?? 'general',
        channel: 'green',
        ...of(row),
        madeAt: row.madeAt,
      },
      ...{ holdExpiresAt: row.madeAt, closedAt: row.closedAt ?? null },
      confirmedAt: row.state === 'expired' || row.state === 'held' ? null : row.madeAt,
    })),
  });
  await db.passage.createMany({
    data: full.flatMap((row) => {
      if (row.waitMinutes === undefined) return [];
      const { checkpointId, direction, startsAt } = slots.get(row.slotId)!;
      const at = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000);
      return {
        ...{ bookingId: row.id, checkpointId, direction, state: 'cleared', lastAt: at(row.waitMinutes + 20) },
        ...{ class: row.class ?? 'general', channel: 'green', source: row.source ?? 'gate', seq: 1n },
        ...{ arrivedAt: startsAt, atPostAt: at(row.waitMinutes), clearedAt: at(row.waitMinutes + 20) },
      };
    }),
  });
  return full.map(({ id }) => id);
}

/** Slots of a checkpoint in the week of the test clock, by time. */
export function slotsFrom({ parts: { db } }: TestServer, checkpointId: string, from: Date, count: number) {
  return db.slot.findMany({
    where: { checkpointId, direction: 'out', startsAt: { gte: from }, closedBecause: null },
    orderBy: { startsAt: 'asc' },
    take: count,
  });
}
