/**
 * Capacity of a checkpoint from lanes and minutes.
 *
 * With s = slot minutes × target load, one side offers per slot
 *
 *     total     = min( lanes·s / documentMinutes,
 *                      scanners·s / (scanShare·scanMinutes),
 *                      bays·s / (examinationShare·examinationMinutes) )
 *     inspected = min( total,     scanners·s / scanMinutes )
 *     examined  = min( inspected, bays·s / examinationMinutes )
 *
 * and a slot has the smaller side's of each count.
 *
 * Source: capacity of a service stage with several servers, and the heavy-traffic result that the mean wait grows with
 * ρ / (1 − ρ) (Kingman 1961; Gross et al., Fundamentals of Queueing Theory, ch. 2). In one lane with random arrivals a load of
 * 0.85 means 5.7 service times of wait, 0.95 already 19: that is why a slot does not sell the last 15%.
 */

export type Stage = 'documents' | 'scan' | 'examination';

/** The two posts of a checkpoint, facing each other. */
export type Side = 'kz' | 'neighbour';

/** What one side has open in one hour. Minutes are per truck at one server; shares are of all trucks, 0..1. */
export interface SideHour {
  lanes: number;
  scanners: number;
  bays: number;
  documentMinutes: number;
  scanMinutes: number;
  examinationMinutes: number;
  /** Share of all trucks that this side picks for the scanner by itself. */
  scanShare: number;
  /** Share of all trucks that this side picks for examination by itself. */
  examinationShare: number;
}

/** An hour in which a side is closed, or of which nothing is known. Nobody is served, but a divisor still needs its minutes. */
export const nothingOpen: SideHour = {
  lanes: 0,
  scanners: 0,
  bays: 0,
  documentMinutes: 1,
  scanMinutes: 1,
  examinationMinutes: 1,
  scanShare: 0,
  examinationShare: 0,
};

/** Nested counts of trucks: examined ≤ inspected ≤ total. Inspected are yellow or red, examined are red. */
export interface Places {
  total: number;
  inspected: number;
  examined: number;
}

export interface Limit {
  side: Side;
  stage: Stage;
}

/** For each of the three counts, who holds it down. */
type Limits<What> = Record<keyof Places, What>;

/** What one side offers in a slot (fractional), and its stage that limits each count. */
export interface SideOffer extends Places {
  limitedBy: Limits<Stage>;
}

/** What a slot has (fractional), and the side and stage that limit each count. */
export interface SlotPlaces extends Places {
  limitedBy: Limits<Limit>;
}

export const TARGET_LOAD = 0.85;

// Sums of binary fractions fall a hair short of the whole number they mean (0.29 × 100 = 28.999…96).
const ROUNDING_SLACK = 1e-9;

/**
 * Fractional places one side offers in a slot of `slotMinutes`.
 *
 * A share of 0 means that the stage does not limit the total; no lanes means no places. On a tie the earlier stage is named.
 *
 * @throws RangeError for a negative count, a share outside 0..1, or minutes that are not positive.
 */
export function offerOfSide(hour: SideHour, slotMinutes: number, targetLoad: number = TARGET_LOAD): SideOffer {
  requireMeaningful(hour, slotMinutes, targetLoad);
  const minutes = slotMinutes * targetLoad;
  const documented = (hour.lanes * minutes) / hour.documentMinutes;
  const scanned = (hour.scanners * minutes) / hour.scanMinutes;
  const opened = (hour.bays * minutes) / hour.examinationMinutes;

  const total = smallest<Stage>([
    { places: documented, limit: 'documents' },
    { places: hour.scanShare > 0 ? scanned / hour.scanShare : Number.POSITIVE_INFINITY, limit: 'scan' },
    {
      places: hour.examinationShare > 0 ? opened / hour.examinationShare : Number.POSITIVE_INFINITY,
      limit: 'examination',
    },
  ]);
  const inspected = smallest<Stage>([total, { places: scanned, limit: 'scan' }]);
  const examined = smallest<Stage>([inspected, { places: opened, limit: 'examination' }]);
  return {
    total: total.places,
    inspected: inspected.places,
    examined: examined.places,
    limitedBy: { total: total.limit, inspected: inspected.limit, examined: examined.limit },
  };
}

/**
 * Fractional places of a slot: for each count the smaller of what the two sides offer in that hour.
 * On a tie the Kazakh side is named.
 *
 * @throws RangeError as {@link offerOfSide}.
 */
export function placesOfSlot(
  kz: SideHour,
  neighbour: SideHour,
  slotMinutes: number,
  targetLoad: number = TARGET_LOAD,
): SlotPlaces {
  const own = offerOfSide(kz, slotMinutes, targetLoad);
  const theirs = offerOfSide(neighbour, slotMinutes, targetLoad);
  const smaller = (count: keyof Places) =>
    smallest<Limit>([
      { places: own[count], limit: { side: 'kz', stage: own.limitedBy[count] } },
      { places: theirs[count], limit: { side: 'neighbour', stage: theirs.limitedBy[count] } },
    ]);
  const total = smaller('total');
  const inspected = smaller('inspected');
  const examined = smaller('examined');
  return {
    total: total.places,
    inspected: inspected.places,
    examined: examined.places,
    limitedBy: { total: total.limit, inspected: inspected.limit, examined: examined.limit },
  };
}

/**
 * Whole places for the slots of one day, in order of time.
 *
 * Each count is rounded down cumulatively and the remainder is carried on, so that 2.5 trucks per half hour are 120 a day and
 * not 96, and no place is sold before the lanes have earned it. The day's total is less than one below the exact sum. A nested
 * count that finds no room (its slot has fewer places of the outer count) waits for the next slot that has some; a slot whose
 * own fraction is 0 takes none of that carry, because nobody works that stage then.
 */
export function roundOverDay(fractional: readonly Places[]): Places[] {
  const earned: Places = { total: 0, inspected: 0, examined: 0 };
  const given: Places = { total: 0, inspected: 0, examined: 0 };
  const take = (count: keyof Places, fraction: number, room: number) => {
    earned[count] += fraction;
    const due = Math.floor(earned[count] + ROUNDING_SLACK) - given[count];
    const places = fraction > 0 ? Math.min(due, room) : 0;
    given[count] += places;
    return places;
  };
  return fractional.map((slot) => {
    const total = take('total', slot.total, Number.POSITIVE_INFINITY);
    const inspected = take('inspected', slot.inspected, total);
    const examined = take('examined', slot.examined, inspected);
    return { total, inspected, examined };
  });
}

/** Trucks one carrier may have in a slot of `total` places: a share of it, but never fewer than `minimum`. */
export function carrierQuota(total: number, share: number, minimum: number): number {
  return Math.max(minimum, wholeShare(total, share));
}

/** Trucks of one class that a day of `dayTotal` places may take. */
export function classQuota(dayTotal: number, share: number): number {
  return wholeShare(dayTotal, share);
}

function wholeShare(total: number, share: number): number {
  return Math.floor(total * share + ROUNDING_SLACK);
}

interface Bound<What> {
  places: number;
  limit: What;
}

function smallest<What>(bounds: readonly [Bound<What>, ...Bound<What>[]]): Bound<What> {
  return bounds.reduce((least, bound) => (bound.places < least.places ? bound : least));
}

function requireMeaningful(hour: SideHour, slotMinutes: number, targetLoad: number): void {
  const atLeastZero = [hour.lanes, hour.scanners, hour.bays];
  const aboveZero = [hour.documentMinutes, hour.scanMinutes, hour.examinationMinutes, slotMinutes];
  const shares = [hour.scanShare, hour.examinationShare];
  const meaningful =
    atLeastZero.every((count) => count >= 0) &&
    aboveZero.every((minutes) => minutes > 0) &&
    shares.every((share) => share >= 0 && share <= 1) &&
    targetLoad > 0 &&
    targetLoad <= 1;
  if (!meaningful) {
    throw new RangeError(`not a side hour: ${JSON.stringify({ ...hour, slotMinutes, targetLoad })}`);
  }
}
