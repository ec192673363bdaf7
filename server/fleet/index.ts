/** The public face of fleet: what other capabilities may use. */
export { createFleetRouter } from './fleet.router.ts';
export { type FleetUnitFacts, listTractors } from './list-tractors.ts';
export { seedFleet } from './seed-fleet.ts';
export { openTable } from './table-broken.ts';
export { parseCountry, parsePlate, parseVin } from './vehicle-cells.ts';
