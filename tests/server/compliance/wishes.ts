import type { Role } from '../../../shared/words.ts';
import type { Answer, TestServer } from '../../support/server.ts';
import { goods, truck } from '../../support/trucks.ts';

/** Versions of the list of routes that are there: each import names the one that it replaces. */
let routeVersions = 1;

export function noteImport(path: string, { status }: Answer): void {
  if (path.endsWith('/lists/routes/versions') && status === 201) routeVersions += 1;
}

/** Two consignments for the desk of the reviewer. @returns their ids */
export async function blockTwo(
  server: TestServer,
  tokens: Record<Role, string | undefined>,
  slotId: number,
): Promise<[string, string]> {
  for (const number of [801, 802]) {
    const body = { slotId, ...truck(number, { hsCode: goods.blocked }) };
    await server.call('POST', '/api/bookings', { token: tokens.dispatcher ?? '', body });
  }
  const desk = await server.call('GET', '/api/compliance/blocked', { token: tokens.reviewer ?? '' });
  return desk.body.items.map(({ id }: { id: string }) => id);
}

/** A valid request to each endpoint of compliance, for the walk of tests/server/permissions.test.ts. */
export function complianceWishes(known: () => { bookingId: string; blockedIds: [string, string] }) {
  return {
    'compliance.current': () => ({}),
    'compliance.listVersions': () => ({ params: { kind: 'routes' } }),
    'compliance.exportList': () => ({ params: { kind: 'routes' } }),
    'compliance.importList': () => ({
      params: { kind: 'routes' },
      body: {
        csv: 'rule,origin,destination,transit,hsPrefix,channel\nnew-route,AF,,,,red\n',
        replaces: routeVersions,
        source: 'a test',
        reason: 'to see who may do it',
      },
    }),
    'compliance.getScreenings': () => ({ params: { bookingId: known().bookingId } }),
    'compliance.listBlocked': () => ({}),
    'compliance.release': () => ({
      params: { blockedId: known().blockedIds[0] },
      body: { reason: 'its papers were looked at', validTo: '2026-06-20T00:00:00Z' },
    }),
    'compliance.refuse': () => ({
      params: { blockedId: known().blockedIds[1] },
      body: { reason: 'its papers are of others' },
    }),
    'compliance.greenShare': () => ({}),
    'compliance.reExportCsv': () => ({}),
  };
}
