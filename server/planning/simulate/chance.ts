/**
 * Chance that belongs to a truck: the same truck draws the same number for the same purpose, whatever happened before it. So two
 * policies or two regimes are compared on the same trucks with the same service times (common random numbers: Law, Simulation
 * Modeling and Analysis, 5th ed., ch. 11.2), and no order of events or threads can change a run.
 *
 * Counter-based: truck number and purpose go through a keyed bit mixer twice. The mixer is lowbias32 by Chris Wellons with the
 * constants of TheIronBorn (github.com/skeeto/hash-prospector, issue 19; public domain); the keys are drawn by makeRandom.
 */
import { makeRandom } from '../random.ts';
import type { ServiceShape } from './model.ts';

/** What a draw is for. The six stages come first, with their own index. */
export const PURPOSES = 13;
/** + post: whether the post picks the truck for the scanner; for examination. */
export const PICK_SCAN = 6;
export const PICK_EXAMINATION = 8;
export const NO_SHOW = 10;
export const DEVIATION = 11;
export const APPROACH = 12;

/** Two words for each purpose, of this replication alone. */
export function drawKeys(seed: string | number, replication: number): Int32Array {
  const random = makeRandom('simulate', seed, replication);
  return Int32Array.from({ length: 2 * PURPOSES }, () => (random() * 2 ** 32) | 0);
}

/** Above 0 and below 1, with 32 random bits. */
export function drawShare(keys: Int32Array, purpose: number, truck: number): number {
  const once = mix(truck ^ keys[2 * purpose]!);
  return ((mix((once + keys[2 * purpose + 1]!) | 0) >>> 0) + 0.5) / 2 ** 32;
}

function mix(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0xd35a2d97);
  return bits ^ (bits >>> 15);
}

/** Takes a share above 0 and below 1 to a service time with mean 1: the quantile function of the shape. */
export interface UnitService {
  readonly kind: 0 | 1 | 2;
  /** Standard deviation of the logarithm. */
  readonly sigma: number;
}

export function makeUnitService(shape: ServiceShape): UnitService {
  if (shape.kind === 'deterministic') return { kind: 0, sigma: 0 };
  if (shape.kind === 'exponential') return { kind: 1, sigma: 0 };
  return { kind: 2, sigma: Math.sqrt(Math.log1p(shape.cv * shape.cv)) };
}

export function unitQuantile(service: UnitService, share: number): number {
  if (service.kind === 0) return 1;
  if (service.kind === 1) return -Math.log(1 - share);
  return Math.exp(service.sigma * (normalQuantile(share) - service.sigma / 2));
}

/**
 * Wichura's PPND7, algorithm AS 241 (Applied Statistics 37, 1988, pp. 477–484): about seven correct digits, where a 32-bit share has
 * nine. Tested against the values that the paper gives.
 */
export function normalQuantile(share: number): number {
  const centred = share - 0.5;
  if (Math.abs(centred) <= 0.425) {
    const r = 0.180625 - centred * centred;
    return (
      (centred * (((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)) /
      (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1)
    );
  }
  const tail = Math.sqrt(-Math.log(centred < 0 ? share : 1 - share));
  const magnitude = tail <= 5 ? middleTail(tail - 1.6) : farTail(tail - 5);
  return centred < 0 ? -magnitude : magnitude;
}

function middleTail(r: number): number {
  return (
    (((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777) /
    ((0.12021132975 * r + 0.7370016425) * r + 1)
  );
}

function farTail(r: number): number {
  return (
    (((0.017337203997 * r + 0.42868294337) * r + 3.081226386) * r + 6.657905115) /
    ((0.012258202635 * r + 0.24197894225) * r + 1)
  );
}
