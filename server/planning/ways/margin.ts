/** A wait, or another part of a way that takes longer on some days: half of all are over by P50, four of five by P80. In minutes. */
export interface Spread {
  readonly p50Minutes: number;
  readonly p80Minutes: number;
}

/** `Φ⁻¹(0.8^(1/k)) / Φ⁻¹(0.8)` for k = 1, 2, …; Φ is the normal distribution. */
const factors = [1, 1.4857, 1.7388, 1.9069, 2.0316, 2.1301, 2.2112, 2.2798];

/**
 * By how much the band of each part is widened so that a way with `chances` such parts is right four times of five **as a whole**.
 *
 * A slot begins a way anew: who is there in time leaves it as everybody else, however much of the margin was used before. So spreads do not add up over
 * slots, but the chances to be in time multiply: with k of them each must hold with 0.8^(1/k). Only P50 and P80 of a wait are known, so the quantile
 * beyond is read from the normal distribution through both (its tail is thinner than that of queues; against that the truck may come until the end
 * of its slot, an hour after what is counted on). The parts are taken as independent.
 *
 * @param chances 0 or more; beyond eight as for eight.
 */
export function marginFactor(chances: number): number {
  return factors[Math.min(Math.max(chances, 1), factors.length) - 1]!;
}

/**
 * Waits one after the other with no slot between them, which would take the spread up: P50s are added, and the spreads `P80 − P50` by the root of the sum of
 * their squares, as standard deviations of independent parts are (exact for normal ones).
 */
export function sumOfWaits(waits: readonly Spread[]): Spread {
  const p50Minutes = waits.reduce((sum, wait) => sum + wait.p50Minutes, 0);
  const spread = Math.hypot(...waits.map((wait) => wait.p80Minutes - wait.p50Minutes));
  return { p50Minutes, p80Minutes: p50Minutes + spread };
}
