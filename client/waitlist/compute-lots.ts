/** An application and its lot in a draw: the lowest wins. */
export interface Lot {
  applicationId: string;
  lot: string;
}

/**
 * The draw once more, as the database made it: SHA-256 of the seed and the application's id, the lowest first.
 *
 * @returns undefined where the browser computes no hashes: on a page that came over plain HTTP
 */
export async function computeLots(seed: string, candidateIds: readonly string[]): Promise<Lot[] | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  const lots = await Promise.all(
    candidateIds.map(async (applicationId) => {
      const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(seed + applicationId));
      return {
        applicationId,
        lot: Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join(''),
      };
    }),
  );
  return lots.sort((a, b) => (a.lot < b.lot ? -1 : 1));
}
