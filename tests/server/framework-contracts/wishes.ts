import type { TestServer } from '../../support/server.ts';
import { papers, truck } from '../../support/trucks.ts';

/** Two trucks a day on weekdays, from 08:00 to 20:00 at Syrym. */
export const contractBody = (changes: object = {}) => ({
  name: 'Pipes to Samara',
  checkpointId: 'syrym',
  direction: 'out',
  trucksPerDay: 2,
  weekdays: [1, 2, 3, 4, 5],
  fromTime: '08:00',
  toTime: '20:00',
  validFrom: '2026-06-15',
  validTo: '2026-07-31',
  cargo: { hsCode: '730890', grossWeightKg: 18_000, documents: papers },
  ...changes,
});

/** @returns ids of so many tractors of Demo Trans, in the order of their plates */
export async function addTractors(server: TestServer, token: string, count: number, first = 800): Promise<string[]> {
  const ids: string[] = [];
  for (let number = first; number < first + count; number++) {
    const body = { kind: 'tractor', ...truck(number).vehicle };
    ids.push((await server.call('POST', '/api/fleet', { token, body })).body.id);
  }
  return ids;
}

/** A contract of Demo Trans. @returns its id */
export async function makeContract(server: TestServer, token: string, changes: object = {}): Promise<string> {
  const body = contractBody(changes);
  return (await server.call('POST', '/api/framework-contracts', { token, body })).body.id;
}

/** A valid request to each endpoint of framework contracts. */
export function frameworkWishes(contractId: () => string) {
  const named = () => ({ params: { contractId: contractId() } });
  return {
    'frameworkContracts.list': () => ({}),
    'frameworkContracts.get': named,
    'frameworkContracts.listDays': named,
    'frameworkContracts.create': () => ({ body: contractBody({ trucksPerDay: 1, checkpointId: 'zhaisan' }) }),
    'frameworkContracts.pause': named,
    'frameworkContracts.resume': named,
    'frameworkContracts.end': named,
  };
}
