import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { computeLots } from '../../client/waitlist/compute-lots.ts';

it('computes a draw again as the database made it: SHA-256 of seed and application, the lowest first', async () => {
  const seed = '0123456789abcdef0123456789abcdef';
  const ids = Array.from({ length: 20 }, (_, index) => `00000000-0000-4000-8000-0000000000${String(index + 10)}`);
  const wanted = ids
    .map((applicationId) => ({
      applicationId,
      lot: createHash('sha256')
        .update(seed + applicationId)
        .digest('hex'),
    }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1));
  expect(await computeLots(seed, ids)).toEqual(wanted);
  expect(wanted[0]!.applicationId).not.toBe(ids[0]); // or the order would prove nothing
});
