import { ORPCError } from '@orpc/client';
import { expect, it } from 'vitest';
import { createIntentKeys, newKey } from '../../client/api/idempotency.ts';

function countingKeys() {
  let made = 0;
  return createIntentKeys(() => `key ${++made}`);
}

it('repeats the key when the answer was lost, so that a repeat cannot book twice', async () => {
  const send = countingKeys();
  const keys: string[] = [];
  const lost = (key: string) => {
    keys.push(key);
    return Promise.reject(new TypeError('failed to fetch'));
  };
  await expect(send({ slotId: 1 }, lost)).rejects.toThrow('failed to fetch');
  await expect(send({ slotId: 1 }, lost)).rejects.toThrow('failed to fetch');
  expect(await send({ slotId: 1 }, (key) => Promise.resolve(key))).toBe('key 1');
  expect(keys).toEqual(['key 1', 'key 1']);
});

it('takes a new key for another request, and after an answer', async () => {
  const send = countingKeys();
  const answer = (key: string) => Promise.resolve(key);
  expect(await send({ slotId: 1 }, answer)).toBe('key 1');
  expect(await send({ slotId: 1 }, answer)).toBe('key 2');
  await expect(send({ slotId: 2 }, () => Promise.reject(new TypeError('lost')))).rejects.toThrow();
  expect(await send({ slotId: 3 }, answer)).toBe('key 4');
});

it('takes a new key after a refusal, but not after a server that broke', async () => {
  const send = countingKeys();
  const fail = (status: number) => () => Promise.reject(new ORPCError('SLOT_FULL', { status }));
  await expect(send('a', fail(409))).rejects.toThrow();
  await expect(send('a', fail(500))).rejects.toThrow();
  expect(await send('a', (key) => Promise.resolve(key))).toBe('key 2');
});

it('makes keys of 32 digits that differ', () => {
  expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
  expect(newKey()).not.toBe(newKey());
});
