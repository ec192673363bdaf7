import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOf, type FileRequest, type ProblemFile, shuffled, terms, tinyFile } from './tiny-files.ts';

const RUNS = Number(process.env.OTKEL_TEST_RUNS ?? 100);
/** A hundred runs take a second; a long run may take its time. */
const timeout = 30_000 + 50 * RUNS;
const seed = fc.constantFrom('spring', 'summer', 'autumn');
const withRequests = (file: ProblemFile, requests: readonly FileRequest[]): ProblemFile => ({ ...file, requests });

/** A vehicle's file of applications is one claim and one lot in the lottery, whatever it does with them. */
describe('a vehicle that asks twice', { timeout }, () => {
  it('gets nothing more, and nobody else gets anything else', async () => {
    const extra = fc.record({ of: fc.nat(), other: fc.option(terms, { nil: undefined }), at: fc.nat() });
    await fc.assert(
      fc.asyncProperty(tinyFile, fc.array(extra, { minLength: 1, maxLength: 4 }), seed, async (file, extras, drawn) => {
        const requests = [...file.requests];
        extras.forEach(({ of, other, at }, index) => {
          const original = file.requests[of % file.requests.length]!;
          const earliest = requests.indexOf(original) + 1;
          const place = earliest + (at % (requests.length - earliest + 1));
          requests.splice(place, 0, { ...original, ...other, id: `again${index}` });
        });
        const once = await answersOf(file, drawn);
        const again = await answersOf(withRequests(file, requests), drawn);
        for (const [id, answer] of once) expect({ id, ...again.get(id) }).toEqual({ id, ...answer });
        for (const index of extras.keys()) expect(again.get(`again${index}`)!.slot).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it('gets what it got, if the copy comes before the first', async () => {
    await fc.assert(
      fc.asyncProperty(tinyFile, fc.nat(), seed, async (file, which, drawn) => {
        const original = file.requests[which % file.requests.length]!;
        const copy = { ...original, id: 'copy' };
        const once = await answersOf(file, drawn);
        const again = await answersOf(withRequests(file, [copy, ...file.requests]), drawn);
        expect(again.get('copy')).toEqual(once.get(original.id));
        expect(again.get(original.id)!.slot).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it('would gain by it, were the two not known as one vehicle: the rule is needed', async () => {
    const wish = { channel: 'green', weight: 1, penalty: 40, carrier: 'c1' };
    const windows = [{ checkpoint: 'a', first: 0, length: 1 }];
    const file: ProblemFile = {
      delayCost: { linear: 1, quadratic: 0 },
      checkpoints: [{ id: 'a', slots: [[1, 1, 1]] }],
      carrierQuota: {},
      requests: ['x', 'y'].map((id) => ({ id, vehicle: id, ...wish, windows })),
    };
    const drawn = Array.from({ length: 60 }, (_, number) => `seed ${number}`);
    const wins = async (copies: readonly FileRequest[]) => {
      const plans = await Promise.all(
        drawn.map((text) => answersOf(withRequests(file, [...file.requests, ...copies]), text)),
      );
      return plans.filter((plan) => plan.get('x')!.slot || plan.get('copy')?.slot).length;
    };
    const alone = await wins([]);
    expect(await wins([{ ...file.requests[0]!, id: 'copy' }])).toBe(alone);
    expect(await wins([{ ...file.requests[0]!, id: 'copy', vehicle: 'another' }])).toBeGreaterThan(alone);
  });
});

describe('the order of asking', { timeout }, () => {
  it('changes nothing for anybody: a race for the first millisecond has no prize', async () => {
    const shuffledFile = tinyFile.chain((file) =>
      fc.tuple(
        fc.constant(file),
        shuffled(file.requests).map((requests) => withRequests(file, requests)),
      ),
    );
    await fc.assert(
      fc.asyncProperty(shuffledFile, seed, async ([file, turned], drawn) => {
        const answers = await answersOf(file, drawn);
        const others = await answersOf(turned, drawn);
        for (const [id, answer] of answers) expect({ id, ...others.get(id) }).toEqual({ id, ...answer });
      }),
      { numRuns: RUNS },
    );
  });
});
