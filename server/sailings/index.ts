/** The public face of sailings: what other capabilities may use. */
export { announceSailing, cancelSailing, delaySailing, setLoadFactor } from './change-sailing.ts';
export { keepGateSlots } from './keep-gate-slots.ts';
export { type Boarding, findBoarding, listBoardings } from './list-boardings.ts';
export { listSailings } from './list-sailings.ts';
export { createSailingsRouter } from './sailings.router.ts';
export { joinStandby, listStandby } from './standby.ts';
export { tendSailings } from './tend-sailings.ts';
