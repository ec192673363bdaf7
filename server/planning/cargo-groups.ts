/** Goods that plans treat otherwise than steel, by their code of the Harmonised System (HS 2022). The choice of chapters and headings is ours. */

/** Spoils or suffers on the way: animals, meat, fish, dairy, plants, vegetables, fruit. */
export const perishableChapters = ['01', '02', '03', '04', '06', '07', '08'] as const;

/**
 * Goods that usually travel under ADR, the agreement on the carriage of dangerous goods by road; whether a load does is said by its transport
 * document, which nobody sends us yet. By class of ADR.
 */
const dangerousHeadings = [
  '36', // 1: explosives, fireworks, matches
  ...['2711', '2804'], // 2: gases
  ...['2707', '2709', '2710', '2901', '2902', '2905'], // 3: oils, fuels, hydrocarbons, alcohols
  ...['2805'], // 4: alkali metals
  ...['2829', '2834', '2847', '310230'], // 5: chlorates, nitrates, peroxide, ammonium nitrate
  ...['2837', '3808'], // 6: cyanides, pesticides
  ...['2844'], // 7: radioactive
  ...['2801', '2806', '2807', '2808', '2814', '2815'], // 8: halogens, acids, ammonia, lyes
] as const;

export type CargoGroup = 'perishable' | 'dangerous' | 'sensitive' | 'ordinary';

/**
 * The group of a load; where two fit, the first of the type's order.
 *
 * @param hsCode digits without dots
 * @param sensitivePrefixes of the list in force
 */
export function cargoGroupOf(hsCode: string, sensitivePrefixes: readonly string[]): CargoGroup {
  const isOf = (prefixes: readonly string[]) => prefixes.some((prefix) => hsCode.startsWith(prefix));
  if (isOf(perishableChapters)) return 'perishable';
  if (isOf(dangerousHeadings)) return 'dangerous';
  return isOf(sensitivePrefixes) ? 'sensitive' : 'ordinary';
}
