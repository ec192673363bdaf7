/** Work for threads.test.ts: pure functions that know nothing of threads. */

type Report = (share: number) => void;

export default function sum(numbers: Int32Array, report: Report): { sum: number; doubled: Int32Array } {
  let total = 0;
  numbers.forEach((value, index) => {
    total += value;
    report((index + 1) / numbers.length);
  });
  return { sum: total, doubled: numbers.map((value) => value * 2) };
}

/** Counts in shared memory until the first number is set, and never gives its event loop a turn. */
export function spin(shared: Int32Array, report: Report): number {
  report(0.5);
  while (Atomics.load(shared, 0) === 0) Atomics.add(shared, 1, 1);
  return 1;
}

export function fail(reason: string): never {
  throw new RangeError(reason);
}
