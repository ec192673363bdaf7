import type { Cargo } from '../../../shared/contract/bookings.ts';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, papers, truck } from '../../support/trucks.ts';

export interface ComplianceWorld {
  server: TestServer;
  tokens: Record<'dispatcher' | 'planner' | 'reviewer' | 'officer', string>;
  /** A truck of its own with this cargo, all papers that every load needs, and nothing that a list names. */
  load(changes?: Partial<Cargo>): ReturnType<typeof truck> & { cargo: Cargo };
  hold(load: object, slotId?: number): Promise<Answer>;
  offer(load: object): Promise<Answer>;
  importList(kind: string, rows: readonly string[], changes?: object, token?: string): Promise<Answer>;
  /** Everything that a list, a screening or a decision is kept in. */
  everything(): Promise<string>;
}

const headers: Record<string, string> = {
  goods: 'hsPrefix,rule,channel,note',
  parties: 'name,aliases,country,programme,action,note',
  routes: 'rule,origin,destination,transit,hsPrefix,channel,note',
  documents: 'rule,hsPrefix,direction,neighbour,kinds,channel,note',
};

let trucks = 0;

export async function startComplianceWorld(): Promise<ComplianceWorld> {
  const server = await startTestServer();
  const { db } = server.parts;
  await db.quota.deleteMany({ where: { kind: 'carrier-slot' } }); // one carrier has all the trucks here
  const tokens = {
    dispatcher: await server.signIn('dispatcher'),
    planner: await server.signIn('planner'),
    reviewer: await server.signIn('reviewer'),
    officer: await server.signIn('officer'),
  };
  await db.slot.updateMany({
    where: { checkpointId: 'syrym', closedBecause: null },
    data: { totalPlaces: 60, inspectedPlaces: 60, examinedPlaces: 60 },
  });
  const slot = await findSlot(db, { checkpointId: 'syrym', totalPlaces: 8, skip: 24 });
  return {
    server,
    tokens,
    load(changes = {}) {
      const { vehicle, class: ofClass } = truck(++trucks);
      return {
        vehicle,
        class: ofClass,
        cargo: { hsCode: '730890', grossWeightKg: 9000, documents: papers, ...changes },
      } as ReturnType<ComplianceWorld['load']>;
    },
    hold: (load, slotId = slot.id) =>
      server.call('POST', '/api/bookings', { token: tokens.dispatcher, body: { slotId, ...load } }),
    offer: (load) =>
      server.call('POST', '/api/offers', {
        token: tokens.dispatcher,
        body: {
          checkpointId: 'syrym',
          direction: 'out',
          earliestAt: '2026-06-16T00:00:00Z',
          latestAt: '2026-06-17T00:00:00Z',
          ...load,
        },
      }),
    async importList(kind, rows, changes = {}, token = tokens.planner) {
      const last = await db.listVersion.findFirst({ where: { kind }, orderBy: { number: 'desc' } });
      const body = {
        csv: [headers[kind], ...rows].join('\n'),
        replaces: last?.number ?? 0,
        source: 'a gazette of this test',
        reason: 'what this test is about',
        ...changes,
      };
      return server.call('POST', `/api/compliance/lists/${kind}/versions`, { token, body });
    },
    async everything() {
      const tables = await Promise.all([
        db.listVersion.findMany({ orderBy: { id: 'asc' } }),
        db.listEntry.findMany({ orderBy: [{ versionId: 'asc' }, { place: 'asc' }] }),
        db.screening.findMany({ orderBy: { id: 'asc' } }),
        db.blockedConsignment.findMany({ orderBy: { id: 'asc' } }),
        db.application.count(),
        db.booking.findMany({ orderBy: { id: 'asc' } }),
        db.writeKey.count(),
      ]);
      return JSON.stringify(tables, (_key, value) => (typeof value === 'bigint' ? Number(value) : value));
    },
  };
}
