import { z } from 'zod';
import type { FleetUnit } from '../../shared/contract/fleet.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { driverView } from './driver-view.ts';
import { fleetUnitViews } from './fleet-unit-view.ts';

/** Tractors and trailers of one organisation by their plates. @throws apiError INVALID_INPUT for a cursor that no page gave */
export async function listFleet(
  db: Database,
  now: Date,
  organisationId: string,
  query: PageQuery & { kind?: FleetUnit['kind'] | undefined; withRetired: boolean },
) {
  const id = cursorOf(query);
  const after = id === undefined ? undefined : await db.fleetUnit.findFirst({ where: { id, organisationId } });
  if (after === null) throw unknownCursor();
  const rows = await db.fleetUnit.findMany({
    where: {
      organisationId,
      ...(query.kind ? { kind: query.kind } : {}),
      ...(query.withRetired ? {} : { retiredAt: null }),
      ...(after ? { OR: [{ plate: { gt: after.plate } }, { plate: after.plate, id: { gt: after.id } }] } : {}),
    },
    orderBy: [{ plate: 'asc' }, { id: 'asc' }],
    take: query.limit + 1,
  });
  const { nextCursor } = page(rows, query.limit, (row) => row.id, String);
  return { items: await fleetUnitViews(db, now, rows.slice(0, query.limit)), nextCursor };
}

/** Drivers of one organisation by their names. @throws apiError INVALID_INPUT for a cursor that no page gave */
export async function listDrivers(db: Database, organisationId: string, query: PageQuery & { withRetired: boolean }) {
  const id = cursorOf(query);
  const after = id === undefined ? undefined : await db.driver.findFirst({ where: { id, organisationId } });
  if (after === null) throw unknownCursor();
  const rows = await db.driver.findMany({
    where: {
      organisationId,
      ...(query.withRetired ? {} : { retiredAt: null }),
      ...(after ? { OR: [{ name: { gt: after.name } }, { name: after.name, id: { gt: after.id } }] } : {}),
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: query.limit + 1,
  });
  return page(rows, query.limit, (row) => row.id, driverView);
}

function cursorOf({ cursor }: PageQuery): string | undefined {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success) throw unknownCursor();
  return cursor;
}

const unknownCursor = () => apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
