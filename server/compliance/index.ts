/** The public face of compliance: what other capabilities may use. */
export { againWhileStale } from './again-while-stale.ts';
export { blockedHint, cargoBlocked } from './cargo-blocked.ts';
export { createComplianceRouter } from './compliance.router.ts';
export { cargoView, consignmentColumns } from './consignment.ts';
export { noteBlocked } from './note-blocked.ts';
export { rescreenAll, rescreenApplications, rescreenBooking } from './rescreen.ts';
export { screenForSlot, screenTrucks } from './screen-trucks.ts';
