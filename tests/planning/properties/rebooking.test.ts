import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawLotteryNumber } from '../../../server/planning/assign/lottery.ts';
import {
  type Answer,
  answersOf,
  type FileRequest,
  type ProblemFile,
  terms,
  tinyFile,
  withCurrentSlots,
} from './tiny-files.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 100);
/** A hundred runs take a second; a long run may take its time. */
const timeout = 30_000 + 50 * RUNS;
const seed = fc.nat().map((number) => `seed ${number}`);
const MOVE_COST = 5;

/** The file on the day after, when one who has a slot has given it up. Undefined where nobody has one. */
async function afterCancelling(file: ProblemFile, drawn: string, which: number) {
  const before = await answersOf(file, drawn);
  const served = file.requests.filter(({ id }) => before.get(id)!.slot);
  const waiting = file.requests.filter(({ id }) => !before.get(id)!.slot);
  const canceller = served[which % served.length];
  if (!canceller || waiting.length === 0) return;
  const dayAfter = withCurrentSlots(file, before, MOVE_COST);
  const left = { ...dayAfter, requests: dayAfter.requests.filter(({ id }) => id !== canceller.id) };
  return { left, canceller, waiting, before };
}

/** Two plans for the same vehicles, by vehicle: ids may differ, who gets what may not. */
function byVehicle(file: ProblemFile, answers: ReadonlyMap<string, Answer>) {
  return Object.fromEntries(
    file.requests
      .filter(({ vehicle }, index) => file.requests.findIndex((other) => other.vehicle === vehicle) === index)
      .map(({ id, vehicle }) => [vehicle, answers.get(id)!.slot] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

describe('a place given up', { timeout }, () => {
  it('goes to the next in the lottery, among those who wait with equal claims', async () => {
    let decided = 0;
    const queue = fc.tuple(terms, fc.integer({ min: 3, max: 8 }), tinyFile).map(([wish, size, file]) => ({
      ...file,
      requests: Array.from({ length: size }, (_, index) => ({ id: `r${index}`, vehicle: `v${index}`, ...wish })),
    }));
    await fc.assert(
      fc.asyncProperty(queue, seed, fc.nat(), async (file, drawn, which) => {
        const day = await afterCancelling(file, drawn, which);
        if (!day) return;
        const after = await answersOf(day.left, drawn);
        const luck = ({ vehicle }: FileRequest) => drawLotteryNumber(drawn, vehicle);
        const waiting = [...day.waiting].sort((a, b) => luck(a) - luck(b)).map(({ id }) => id);
        const lucky = waiting.filter((id) => after.get(id)!.slot);
        const robbed = [...day.before.keys()].filter(
          (id) => id !== day.canceller.id && day.before.get(id)!.slot && !after.get(id)!.slot,
        );
        expect({ lucky, robbed }).toEqual({ lucky: waiting.slice(0, 1), robbed: [] });
        decided++;
      }),
      { numRuns: RUNS },
    );
    expect(decided).toBeGreaterThan(RUNS / 10);
  });

  it('goes to whom it would go anyway, whatever a friend of the giver does', async () => {
    await fc.assert(
      fc.asyncProperty(
        tinyFile,
        seed,
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        async (file, drawn, which, friend, at, twice) => {
          const day = await afterCancelling(file, drawn, which);
          if (!day) return;
          const accomplice = day.waiting[friend % day.waiting.length]!;
          const others = day.left.requests.filter(({ id }) => id !== accomplice.id);
          const claims = [{ ...accomplice, id: 'anew' }, ...(twice ? [{ ...accomplice, id: 'anew too' }] : [])];
          const place = at % (others.length + 1);
          const tricked = { ...day.left, requests: [...others.slice(0, place), ...claims, ...others.slice(place)] };
          expect(byVehicle(tricked, await answersOf(tricked, drawn))).toEqual(
            byVehicle(day.left, await answersOf(day.left, drawn)),
          );
        },
      ),
      { numRuns: RUNS },
    );
  });
});
