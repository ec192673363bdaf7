/** The public face of corridors: what other capabilities may use. */
export { assertAdmitted } from './assert-admitted.ts';
export { assertChange } from './assert-change.ts';
export { getCheckpointRow } from './checkpoints.ts';
export { createCorridorsRouter } from './corridors.router.ts';
export { createDeskRouter } from './desk.router.ts';
export { findFreeSlots } from './find-free-slots.ts';
export { horizonDays, keepSlots } from './keep-slots.ts';
export { listSiblings, siblingsAmong } from './list-siblings.ts';
export { getSlot } from './list-slots.ts';
export { type CrossingSlot, type CrossingTruck, listSlotsOfCrossings } from './list-slots-of-crossings.ts';
export { type ChangedSlot, openLanes } from './open-lanes.ts';
export { readRules, readRulesJson } from './read-rules.ts';
export { createRegimesRouter } from './regimes.router.ts';
export { createSlotFeed, type SlotFeed } from './slot-feed.ts';
export { slotView } from './slot-view.ts';
export {
  answerWatchers,
  bookingIdOfRoom,
  bookingRoom,
  checkpointRoom,
  mapRoom,
  movesRoom,
  noticesRoom,
  tripsRoom,
} from './watch.ts';
