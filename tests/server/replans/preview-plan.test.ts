import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countOver } from '../../../server/replans/previewed-slots.ts';
import { goods, replanSmall, type SmallSlot, type SmallTruck } from './preview-world.ts';

const wide = (hour: number, ...after: [number, number, number]): SmallSlot => ({ hour, after });
const open = (hour: number, total: number): SmallSlot => wide(hour, total, total, total);
const siblings = {
  here: {
    neighbour: 'RU',
    local: [{ checkpointId: 'there', distanceKm: 100 }],
    third: [],
  },
};

describe('who moves', () => {
  test('as many as are too many, and the least far', () => {
    const { moves, cellOf } = replanSmall(
      [open(3, 1), open(4, 0), open(5, 1), open(6, 5)],
      [{ cell: 0 }, { cell: 0 }, { cell: 0 }],
    );
    expect(moves.map(({ toCell }) => toCell).sort()).toEqual([2, 3]);
    expect(cellOf.filter((cell) => cell === 0)).toHaveLength(1);
  });

  test('nobody where everything fits', () => {
    expect(replanSmall([open(3, 2), open(4, 2)], [{ cell: 0 }, { cell: 0 }]).moves).toEqual([]);
  });

  test('those of the count that is short, and no others: one that is examined frees all three', () => {
    const slots = [wide(3, 2, 1, 0), open(4, 3)];
    const { moves, trucks } = replanSmall(slots, [{ cell: 0 }, { cell: 0, channel: 1 }, { cell: 0, channel: 2 }]);
    expect(moves.map(({ truck }) => truck)).toEqual([trucks[2]]);
  });

  test('trucks that have come take their places first, also where they are too many', () => {
    const { moves, stays, cellOf } = replanSmall(
      [open(3, 1), open(4, 9)],
      [{ cell: 0, isHere: true }, { cell: 0 }, { cell: 0, isHere: true }],
    );
    expect(cellOf).toEqual([0, 1, 0]);
    expect(moves).toHaveLength(1);
    expect(stays).toBe(2);
  });

  test('nobody whose slot begins within two hours, and nobody is sent into such a slot', () => {
    expect(replanSmall([open(1, 0), open(5, 9)], [{ cell: 0 }])).toMatchObject({ moves: [], stays: 1 });
    const { cellOf } = replanSmall([open(1, 9), open(2, 0), open(5, 9)], [{ cell: 1, earliest: 0, latest: 9 }]);
    expect(cellOf).toEqual([2]);
  });

  test.each([goods.apples, goods.petrol])(
    'perishables and dangerous goods last, though their way be shorter: %s',
    (hsCode) => {
      // Its wish lets it go an hour sooner; the other has to wait for six days.
      const slots = [open(2, 1), open(3, 1), open(150, 9)];
      expect(replanSmall(slots, [{ cell: 1, hsCode, earliest: 2 }, { cell: 1 }]).cellOf).toEqual([1, 2]);
      expect(replanSmall(slots, [{ cell: 1, earliest: 2 }, { cell: 1 }]).cellOf).toEqual([0, 1]);
    },
  );

  test('sooner only within the wish', () => {
    const slots = [open(3, 1), open(4, 0), open(9, 1)];
    expect(replanSmall(slots, [{ cell: 1, earliest: 3, latest: 5 }]).cellOf).toEqual([0]);
    expect(replanSmall(slots, [{ cell: 1 }]).cellOf).toEqual([2]);
  });

  test('to a sibling that admits the vehicle, where that is nearer than waiting', () => {
    const slots = [open(3, 0), open(40, 9), { checkpointId: 'there', hour: 3, after: [9, 9, 9] as const }];
    const { cellOf, moves } = replanSmall(slots, [{ cell: 0 }, { cell: 0, vehicleCountry: 'TR' }], { siblings });
    expect(cellOf).toEqual([2, 1]);
    expect(moves.map(({ detourKm }) => detourKm)).toEqual([100, null]);
  });

  test('who finds no place is named with the reason, and keeps its slot', () => {
    const full = replanSmall([open(3, 0), open(4, 1)], [{ cell: 0 }, { cell: 1 }]);
    expect(full.moves).toMatchObject([{ toCell: null, reason: 'NO_PLACE' }]);
    expect(replanSmall([open(3, 0)], [{ cell: 0 }]).moves).toMatchObject([
      { toCell: null, reason: 'NO_SLOT_IN_WINDOW' },
    ]);
    expect(replanSmall([open(3, 0), open(3 + 7 * 24 + 1, 9)], [{ cell: 0 }]).moves[0]!.toCell).toBe(null);
  });

  test('a chain of moves rather than a truck without a place', () => {
    // The first has only the second hour, within its week; the second may go on.
    const { cellOf } = replanSmall([open(3, 0), open(171, 1), open(172, 1)], [{ cell: 0 }, { cell: 1 }]);
    expect(cellOf).toEqual([null, 1]); // who is not overfull is not moved for others
    const overfull = replanSmall([open(3, 0), open(171, 1), open(172, 1)], [{ cell: 0 }, { cell: 1 }, { cell: 1 }]);
    expect(overfull.cellOf.filter((cell) => cell === null)).toHaveLength(1);
  });

  test('equal claims draw lots by the seed', () => {
    const trucks = Array.from({ length: 8 }, (): SmallTruck => ({ cell: 0 }));
    const stayed = (seed: string) => replanSmall([open(3, 2), open(4, 9)], trucks, { seed }).cellOf.join();
    expect(stayed('a')).toBe(stayed('a'));
    expect(new Set(['a', 'b', 'c', 'd', 'e'].map(stayed)).size).toBeGreaterThan(1);
  });
});

describe('whom a regime moved that ends', () => {
  const displaced = [0, 1, 2].map((index) => ({ bookingId: `truck-${index}`, slotId: 1 }));

  test('goes back as far as there is room, those first who lost most', () => {
    const slots = [open(3, 2), open(5, 9), open(30, 9)];
    const { cellOf, moves } = replanSmall(slots, [{ cell: 1 }, { cell: 2 }, { cell: 2 }], { displaced });
    expect(cellOf).toEqual([1, 0, 0]);
    expect(moves.every(({ reason, detourKm }) => reason === null && detourKm === null)).toBe(true);
  });

  test('equal ones by lot, and nobody into a slot that begins too soon', () => {
    const back = (seed: string) =>
      replanSmall([open(3, 1), open(9, 9)], [{ cell: 1 }, { cell: 1 }, { cell: 1 }], { seed, displaced }).cellOf;
    expect(back('a').filter((cell) => cell === 0)).toHaveLength(1);
    expect(new Set(['a', 'b', 'c', 'd', 'e'].map((seed) => back(seed).join())).size).toBeGreaterThan(1);
    expect(replanSmall([open(1, 9), open(9, 9)], [{ cell: 1 }], { displaced }).moves).toEqual([]);
  });
});

describe('a transfer', () => {
  const change = {
    kind: 'transfer' as const,
    ...{ fromCheckpointId: 'here', toCheckpointId: 'there', direction: 'out' as const, trucks: 2, reason: 'load' },
    ...{ startsAt: '1970-01-01T03:00:00Z', endsAt: '1970-01-01T05:00:00Z' },
  };
  const there = (hour: number, total: number) => ({
    checkpointId: 'there',
    hour,
    after: [total, total, total] as const,
  });

  test('sends as many as were asked for, from the hours that were named, perishables last', () => {
    const slots = [open(3, 9), open(4, 9), open(5, 9), there(3, 9), there(4, 9), there(5, 9)];
    const trucks = [
      { cell: 0, hsCode: goods.apples },
      { cell: 0 },
      { cell: 1 },
      { cell: 2 },
      { cell: 0, isHere: true },
    ];
    const { cellOf, moves } = replanSmall(slots, trucks, { change, siblings });
    expect(cellOf).toEqual([0, 3, 4, 2, 0]);
    expect(moves.map(({ detourKm }) => detourKm)).toEqual([100, 100]);
  });

  test('fewer where the other has no room or does not admit them; nobody is without a place', () => {
    const slots = [open(3, 9), there(3, 1), there(40, 9)];
    expect(replanSmall(slots, [{ cell: 0 }, { cell: 0 }, { cell: 0 }], { change, siblings }).moves).toHaveLength(1);
    expect(replanSmall(slots, [{ cell: 0, vehicleCountry: 'TR' }], { change, siblings }).moves).toEqual([]);
  });
});

const channel = fc.constantFrom(0 as const, 1 as const, 2 as const);
const after = fc
  .tuple(fc.nat(3), fc.nat(3), fc.nat(3))
  .map(([total, inspected, examined]): [number, number, number] => {
    const nested = Math.min(total, inspected);
    return [total, nested, Math.min(nested, examined)];
  });
const world = fc.record({
  slots: fc.array(after, { minLength: 2, maxLength: 4 }),
  trucks: fc.array(
    fc.record({ slot: fc.nat(3), channel, isHere: fc.boolean(), hsCode: fc.constantFrom(goods.steel, goods.apples) }),
    { minLength: 1, maxLength: 6 },
  ),
  seed: fc.string({ minLength: 1, maxLength: 3 }),
});
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

function run({ slots, trucks, seed }: World) {
  const rows = slots.map((counts, index) => wide(3 + index, ...counts));
  const booked = trucks.map(({ slot, ...truck }): SmallTruck => ({ ...truck, cell: slot % slots.length }));
  // All of them had asked for all of the time, so that only places and counts decide.
  return replanSmall(
    rows,
    booked.map((truck) => ({ ...truck, earliest: 0, latest: 99 })),
    { seed },
  );
}

type Ran = ReturnType<typeof run>;

/** Trucks in each slot, nested. */
function takenBy({ trucks, slots }: Ran, cellOf: readonly (number | null)[]) {
  return slots.map((_, cell) => {
    const own = trucks.filter((_truck, index) => cellOf[index] === cell);
    const atLeast = (least: number) => own.filter((truck) => truck.channel >= least).length;
    return { total: own.length, inspected: atLeast(1), examined: atLeast(2) };
  });
}

/** The fewest without a place, then the fewest moved, then the fewest perishable ones moved, of all plans there are. */
function bestOfAll(ran: Ran): number[] {
  const { trucks, slots } = ran;
  const overfull = slots.map(({ taken, after: places }) => countOver(taken, places) > 0);
  const free = trucks.map(({ cell, isHere }) => overfull[cell]! && !isHere);
  let best: number[] | undefined;
  const chosen: (number | null)[] = trucks.map(({ cell }) => cell);
  const fixed = takenBy(
    ran,
    trucks.map(({ cell }, index) => (free[index] ? null : cell)),
  );
  function fits() {
    const taken = takenBy(ran, chosen);
    // Where those who stay are too many, nobody may come; who stays is not the plan's doing.
    return slots.every(({ after: places }, cell) => {
      const [now, least] = [taken[cell]!, fixed[cell]!];
      return (['total', 'inspected', 'examined'] as const).every(
        (count) => now[count] === least[count] || now[count] <= places[count],
      );
    });
  }
  function go(index: number) {
    if (index === trucks.length) {
      if (!fits()) return;
      const score = scoreOf(ran, chosen);
      if (!best || isLess(score, best)) best = score;
      return;
    }
    const choices = free[index] ? [...slots.keys(), null] : [trucks[index]!.cell];
    for (const cell of choices) {
      chosen[index] = cell;
      go(index + 1);
    }
  }
  go(0);
  return best!;
}

function scoreOf({ trucks }: Ran, cellOf: readonly (number | null)[]): number[] {
  const unplaced = trucks.filter((_, index) => cellOf[index] === null);
  const moved = trucks.filter(({ cell }, index) => cellOf[index] !== null && cellOf[index] !== cell);
  const urgent = (list: typeof trucks) => list.filter(({ hsCode }) => hsCode === goods.apples).length;
  return [unplaced.length, urgent(unplaced), moved.length, urgent(moved)];
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const first = one.findIndex((value, index) => value !== other[index]);
  return first >= 0 && one[first]! < other[first]!;
}

describe('small worlds, all plans tried', () => {
  test('the fewest without a place, the fewest moved, and perishables only where no other could in their place', () => {
    fc.assert(
      fc.property(world, (small) => {
        const ran = run(small);
        expect(scoreOf(ran, ran.cellOf)).toEqual(bestOfAll(ran));
      }),
      { numRuns: 300 },
    );
  });

  test('afterwards every slot fits, but for those who stay and those named; who has come never moves; the same again', () => {
    fc.assert(
      fc.property(world, (small) => {
        const ran = run(small);
        const { slots, moves, trucks, cellOf } = ran;
        expect(moves.every(({ truck }) => !truck.isHere)).toBe(true);
        const placed = takenBy(ran, cellOf);
        const here = takenBy(
          ran,
          trucks.map(({ cell, isHere }) => (isHere ? cell : null)),
        );
        slots.forEach(({ after: places }, cell) => {
          for (const count of ['total', 'inspected', 'examined'] as const)
            expect(placed[cell]![count]).toBeLessThanOrEqual(Math.max(places[count], here[cell]![count]));
        });
        expect(run(small).cellOf).toEqual(cellOf);
      }),
      { numRuns: 300 },
    );
  });
});
