import { expect, test } from 'vitest';
import { findSlip } from '../../../server/itineraries/find-slip.ts';
import type { CrossingStop, Journey, SailingStop } from '../../../server/itineraries/journey.ts';
import type { ItineraryLeg } from '../../../shared/contract/itineraries.ts';

/** Hours of the axis of these tests. */
const at = (hour: number) => new Date(Date.UTC(2026, 5, 15) + hour * 3_600_000);
const iso = (hour: number) => at(hour).toISOString();
const span = (from: number, to: number) => ({
  earliestAt: iso(from),
  latestAt: iso(to),
  startsAt: iso(from),
  endsAt: iso(to),
});

const drive = (from: number, hours: number) =>
  ({
    ...{ kind: 'drive', fromId: 'a', toId: 'b', distanceKm: 1, drivingHours: hours, restHours: 0, isEstimated: false },
    ...span(from, from + hours),
  }) as ItineraryLeg;
/** A slot of an hour; at the first post after half an hour and through in another half. */
const crossing = (slotId: number, begin: number) =>
  ({
    ...{
      kind: 'crossing',
      checkpointId: 'c',
      direction: 'out',
      slot: { id: slotId, startsAt: iso(begin), endsAt: iso(begin + 1) },
    },
    ...{ waitP50Minutes: 30, waitP80Minutes: 40, waitFrom: 'history', marginMinutes: 10, idleMinutes: 0 },
    ...span(begin, begin + 1),
  }) as unknown as ItineraryLeg;
const voyage = (departs: number, arrives: number) =>
  ({
    ...{ kind: 'sailing', sailing: { expectedArrivalAt: iso(arrives) }, gateSlot: {}, marginMinutes: 60 },
    ...span(departs, arrives + 1),
  }) as unknown as ItineraryLeg;

const stop = (slotId: number, begin: number, changes: Partial<CrossingStop> = {}): CrossingStop => ({
  ...{ kind: 'crossing', bookingId: `b${slotId}`, state: 'confirmed', checkpointId: 'c', direction: 'out', slotId },
  ...{ startsAt: at(begin), endsAt: at(begin + 1), isClosed: false, reason: '', passageState: null, clearedAt: null },
  waitP50Minutes: null,
  ...changes,
});
const ship = (changes: Partial<SailingStop> = {}): SailingStop => ({
  ...{ kind: 'sailing', claimId: 'k', state: 'confirmed', sailingId: 's', gateSlotId: 9 },
  ...{ gateStartsAt: at(20), gateEndsAt: at(21), gateCutoffAt: at(22), sailingState: 'planned' },
  ...{ expectedDepartureAt: at(24), expectedArrivalAt: at(48), hasNoRoom: false, reason: '', ...changes },
});

/** Leaves at 0, crosses in slot 1 at 4, drives five hours, and crosses in slot 2 at 10: there at the begin of it. */
function journey(first: CrossingStop, second = stop(2, 10)): Journey {
  return {
    ...{ id: 'i', organisationId: 'o', wayId: 'w', departAt: at(0) },
    wish: { readyAt: iso(-2), drivingRules: { drivingHours: 9, restHours: 11 } } as Journey['wish'],
    legs: [drive(0, 4), crossing(1, 4), drive(5, 4), crossing(2, 10), drive(11, 2)],
    stops: new Map([
      [1, first],
      [3, second],
    ]),
  };
}
function seaJourney(changes: Partial<SailingStop>, second = stop(2, 54)): Journey {
  return {
    ...journey(stop(1, 4)),
    legs: [drive(0, 4), voyage(24, 48), drive(49, 5), crossing(2, 54), drive(55, 2)],
    stops: new Map<number, CrossingStop | SailingStop>([
      [1, ship(changes)],
      [3, second],
    ]),
  };
}

test('as planned, nothing slips, before it leaves and on the way', () => {
  expect(findSlip(journey(stop(1, 4)), at(-1))).toBeUndefined();
  expect(findSlip(journey(stop(1, 4)), at(3))).toBeUndefined();
  expect(
    findSlip(journey(stop(1, 4, { state: 'ended', passageState: 'cleared', clearedAt: at(5) })), at(6)),
  ).toBeUndefined();
});

test('a moved slot: absorbed as long as the next one is reached before it ends', () => {
  // Through at begin + 1; 4 hours on: there at begin + 5, and slot 2 ends at 11.
  expect(findSlip(journey(stop(8, 6, { reason: 'r' })), at(-1))).toBeUndefined();
  const slip = findSlip(journey(stop(8, 7, { reason: 'r' })), at(-1));
  expect(slip).toMatchObject({ cause: 'slot-moved', leg: 1, missedLeg: 3, reason: 'r' });
  expect(slip!.from).toEqual({ leg: 2, at: at(8), drivenMinutes: 240 });
});

test('a slot that was moved to before the truck can be there is planned anew itself, from as soon as it could leave', () => {
  const slip = findSlip(journey(stop(8, 1)), at(-1));
  expect(slip).toMatchObject({ cause: 'slot-moved', leg: 1, missedLeg: 1, from: { leg: 0, at: at(-1) } });
  expect(findSlip(journey(stop(8, 1)), at(0.5))!.from.at).toEqual(at(0));
});

test('a closed slot slips, and one that is closed when it is over does not', () => {
  expect(findSlip(journey(stop(1, 4), stop(2, 10, { isClosed: true })), at(5))).toMatchObject({
    cause: 'slot-moved',
    missedLeg: 3,
  });
  expect(findSlip(journey(stop(1, 4, { isClosed: true, state: 'ended' })), at(6))).toBeUndefined();
});

test('a truck that stands at the gate is late by the clock, and one that is through by its clearance', () => {
  const there = stop(1, 4, { passageState: 'arrived' });
  expect(findSlip(journey(there), at(6))).toBeUndefined();
  expect(findSlip(journey(there), at(7))).toMatchObject({
    cause: 'truck-late',
    leg: 1,
    missedLeg: 3,
    from: { leg: 2, at: at(7.5) },
  });
  const through = (hour: number) => stop(1, 4, { state: 'ended', passageState: 'cleared', clearedAt: at(hour) });
  expect(findSlip(journey(through(7)), at(8))).toBeUndefined();
  expect(findSlip(journey(through(7.1)), at(8))).toMatchObject({ cause: 'truck-late', leg: 1, missedLeg: 3 });
});

test('a forecast that grew', () => {
  expect(findSlip(journey(stop(1, 4, { waitP50Minutes: 120 })), at(-1))).toBeUndefined();
  expect(findSlip(journey(stop(1, 4, { waitP50Minutes: 180 })), at(-1))).toMatchObject({
    cause: 'wait-longer',
    leg: 1,
    missedLeg: 3,
  });
});

test('of two causes the one that costs more', () => {
  const both = (waitP50Minutes: number) => findSlip(journey(stop(8, 5.5, { waitP50Minutes })), at(-1));
  expect(both(300)?.cause).toBe('slot-moved'); // its own slot is other: what the wait adds is of that hour
});

test('who did not come is planned anew from there, and who was turned back is not', () => {
  const absent = stop(1, 4, { state: 'no-show', passageState: 'no-show' });
  expect(findSlip(journey(absent), at(8))).toMatchObject({
    cause: 'truck-late',
    leg: 1,
    missedLeg: 1,
    from: { leg: 1, at: at(8) },
  });
  expect(findSlip(journey(stop(1, 4, { state: 'ended', passageState: 'turned-back' })), at(8))).toBeUndefined();
});

test('a ship that does not take it, one that is too late for what follows, and one that is late and nothing follows too soon', () => {
  expect(findSlip(seaJourney({}), at(1))).toBeUndefined();
  const cancelled = findSlip(seaJourney({ hasNoRoom: true, sailingState: 'cancelled', reason: 'storm' }), at(1));
  expect(cancelled).toMatchObject({
    cause: 'sailing-cancelled',
    leg: 1,
    missedLeg: 1,
    reason: 'storm',
    from: { leg: 0, at: at(0) },
  });
  expect(findSlip(seaJourney({ hasNoRoom: true }), at(1))).toMatchObject({ cause: 'sailing-cancelled' });
  expect(findSlip(seaJourney({ hasNoRoom: true, gateCutoffAt: at(20.5) }), at(1))).toMatchObject({
    cause: 'sailing-delayed',
  });

  // Unloaded an hour after the ship has come, as planned; then five hours to a slot that ends at 55.
  const delayed = (hours: number) =>
    seaJourney({ expectedDepartureAt: at(24 + hours), expectedArrivalAt: at(48 + hours), reason: 'fog' });
  expect(findSlip(delayed(1), at(1))).toBeUndefined();
  const slip = findSlip(delayed(2), at(1));
  expect(slip).toMatchObject({
    cause: 'sailing-delayed',
    leg: 1,
    missedLeg: 3,
    reason: 'fog',
    from: { leg: 2, at: at(51), drivenMinutes: 0 },
  });
  expect(findSlip(delayed(3), at(1))!.mark).not.toBe(slip!.mark);
  expect(findSlip(delayed(2), at(2))!.mark).toBe(slip!.mark);
});
