import { type Random, wholeBelow } from '../../server/planning/random.ts';

/** A UUID of version 8 (RFC 9562: the bits are the maker's business), here drawn from the stream so that it repeats. */
export function uuidOf(random: Random): string {
  const hex = Array.from({ length: 4 }, () =>
    wholeBelow(random, 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
