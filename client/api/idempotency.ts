import { useRef } from 'react';
import { isRefusal } from './errors.ts';

/** 32 hexadecimal digits; crypto.randomUUID is missing where a page is served over plain HTTP. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * One key per intent: the same request repeated after a lost answer carries the key it had, so that it cannot book twice.
 * A request that was answered, or another request, gets a new one.
 */
export function createIntentKeys(makeKey: () => string = newKey) {
  let current: { intent: string; key: string } | undefined;
  return async function send<Result>(intent: unknown, call: (key: string) => Promise<Result>): Promise<Result> {
    const text = JSON.stringify(intent);
    if (current?.intent !== text) current = { intent: text, key: makeKey() };
    try {
      const result = await call(current.key);
      current = undefined;
      return result;
    } catch (error) {
      if (isRefusal(error)) current = undefined;
      throw error;
    }
  };
}

export function useIntentKeys() {
  const keys = useRef<ReturnType<typeof createIntentKeys>>(undefined);
  keys.current ??= createIntentKeys();
  return keys.current;
}
