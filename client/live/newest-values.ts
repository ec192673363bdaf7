/** A value and the connection it came by. */
interface Kept<Value> {
  value: Value;
  connection: number;
}

/**
 * The newest value of each thing. Of two values of one thing the larger seq wins, in whatever order they come. A value of an earlier
 * connection gives way to any value of the present one: a server that was restored from a backup counts from an older seq, and the
 * screen must not cling to what is no longer so.
 *
 * @param keyOf names the thing of a value
 * @param connection counts connections, so that a value knows its own
 * @param tell is called with the key of each thing that has another value now
 */
export function createNewestValues<Value extends { seq: number }>(
  keyOf: (value: Value) => string,
  connection: () => number,
  tell: (key: string) => void,
) {
  const kept = new Map<string, Kept<Value>>();
  return {
    offer(values: readonly Value[]): void {
      for (const value of values) {
        const key = keyOf(value);
        const known = kept.get(key);
        if (known && known.connection === connection() && known.value.seq >= value.seq) continue;
        kept.set(key, { value, connection: connection() });
        tell(key);
      }
    },
    get: (key: string): Value | undefined => kept.get(key)?.value,
  };
}
