import type { Database } from '../platform/database/client.ts';

/** What the published figures rest on, as rows of quota of the kind fairness: ours, and data. */
export interface FairnessBounds {
  /** Below so many trucks a group publishes no median: it would tell of one carrier. */
  privacyTrucks: number;
  /** The size of a carrier is told by its bookings of so many days before the week. */
  sizeDays: number;
  /** Bookings from which on a carrier is of a size; below the smallest it is new. */
  sizes: { small: number; medium: number; large: number };
}

/** @throws Error where a row is not there */
export async function readBounds(db: Database): Promise<FairnessBounds> {
  const rows = new Map((await db.quota.findMany({ where: { kind: 'fairness' } })).map((row) => [row.id, row.minimum]));
  const bound = (id: string) => {
    const number = rows.get(id);
    if (number === undefined) throw new Error(`quota has no row ${id}`);
    return number;
  };
  return {
    privacyTrucks: bound('fairness-privacy'),
    sizeDays: bound('fairness-size-days'),
    sizes: {
      small: bound('fairness-size-small'),
      medium: bound('fairness-size-medium'),
      large: bound('fairness-size-large'),
    },
  };
}
