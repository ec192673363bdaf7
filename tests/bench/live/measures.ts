/** Milliseconds on the machine's own clock: all processes of the bench read the same one, and it never steps. */
export const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

/** The value below which this share of the sorted values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))]!;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);
