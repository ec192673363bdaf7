import type { TestServer } from '../../support/server.ts';
import { truck } from '../../support/trucks.ts';

let number = 700;
const unit = () => ({ kind: 'tractor', ...truck(++number).vehicle });

/** A tractor and a driver of Demo Trans. */
export async function addToFleet(server: TestServer, dispatcher: string) {
  const call = async (path: string, body: object) =>
    (await server.call('POST', `/api${path}`, { token: dispatcher, body })).body.id as string;
  return { unitId: await call('/fleet', unit()), driverId: await call('/drivers', { name: 'Zhumabek Demo' }) };
}

/** A valid request to each endpoint of the fleet. */
export function fleetWishes(own: () => { unitId: string; driverId: string }) {
  return {
    'fleet.list': () => ({}),
    'fleet.add': () => ({ body: unit() }),
    'fleet.change': () => ({ params: { unitId: own().unitId }, body: unit() }),
    'fleet.retire': () => ({ params: { unitId: own().unitId } }),
    'fleet.importUnits': () => {
      const { plate, vin, country } = unit();
      return { body: { table: `plate,vin,country\n${plate},${vin},${country}` } };
    },
    'fleet.listDrivers': () => ({}),
    'fleet.addDriver': () => ({ body: { name: 'New Driver' } }),
    'fleet.changeDriver': () => ({ params: { driverId: own().driverId }, body: { name: 'Zhumabek Demo' } }),
    'fleet.retireDriver': () => ({ params: { driverId: own().driverId } }),
    'fleet.importDrivers': () => ({ body: { table: 'name\nNew Driver' } }),
  };
}
