import { expect, test } from 'vitest';
import { createSharedReads } from '../../../server/platform/shared-reads.ts';

/** A reading that ends when the test says so, and gives the value that there was when it began. */
function createSource() {
  const begun: { end(): void; fail(): void }[] = [];
  let value = 0;
  return {
    begun,
    change: () => ++value,
    read: () => {
      const seen = value;
      return new Promise<number>((resolve, reject) => {
        begun.push({ end: () => resolve(seen), fail: () => reject(new Error('lost')) });
      });
    },
  };
}

test('whoever asks during a reading gets the next one, all the same', async () => {
  const source = createSource();
  const readShared = createSharedReads<number>();
  const first = readShared('map', source.read);
  source.change();
  const later = [readShared('map', source.read), readShared('map', source.read)];
  expect(source.begun).toHaveLength(1);
  source.begun[0]!.end();
  expect(await first).toBe(0);
  await expect.poll(() => source.begun.length).toBe(2);
  source.begun[1]!.end();
  expect(await Promise.all(later)).toEqual([1, 1]);
});

test('other things are read beside it, and a reading that failed spoils no other', async () => {
  const source = createSource();
  const readShared = createSharedReads<number>();
  const first = readShared('map', source.read);
  void readShared('checkpoint:syrym', source.read);
  expect(source.begun).toHaveLength(2);
  const later = readShared('map', source.read);
  source.begun[0]!.fail();
  await expect(first).rejects.toThrow('lost');
  await expect.poll(() => source.begun.length).toBe(3);
  source.begun[2]!.end();
  expect(await later).toBe(0);
});
