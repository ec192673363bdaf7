/**
 * What the evaluation assumes beside the reference data (prisma/reference) and the demand (twin/demand/assumptions.ts). None of it is
 * published; each line says why it is what it is. docs/evaluation.md repeats them.
 */

/** Monday 00:00 of the Kazakh clock: the winter week that the demand is calibrated in (tests/twin/calibration.test.ts). */
export const weekStart = new Date('2026-02-09T00:00:00+05:00');
/** Days with applications, and days after them in which the last queues may empty. Nobody new comes in those. */
export const demandDays = 7;
export const drainDays = 4;

/** The third day begins: the heavier inspections are there, and announced in the same minute. A warning would help only the replanner. */
export const heavierFromHour = 48;

/** Cost of waiting `d` hours, 10·d + d²: as in the demo world and docs/planning-format.md. The square makes two short waits better than one long. */
export const delayCost = { linear: 10, quadratic: 1 };
/** An hour on the road costs twice the first hour of waiting: fuel and a driver who is not resting. */
export const detourCostPerHour = 20;
/** A slot that was promised is not taken away for less than two hours' gain. */
export const moveCost = 20;
/** More than eleven days of waiting: nobody is sent home, each truck has to cross. */
export const penalty = 100_000;

/** A way around is driven from the wished checkpoint to the other one in full, at a truck's pace over straight lines × 1.3 (as the demand). Most would turn off earlier. */
export const roadKmPerHour = 60;
/** As server/corridors/list-siblings.ts offers them. */
export const siblingDistanceKmMax = 500;
export const siblingsMax = 3;

/** Whoever crosses within half a day is under way: no plan moves it, and it can reach any sibling in that time. */
export const underWayHours = 12;
/** How often the replanner looks at everything that is not yet under way. */
export const replanEveryHours = 24;

/** Minutes before the slot that a truck means to be there, exponential, at most three hours; nobody comes before it is ready. */
export const earlyMinutes = { mean: 20, most: 180 };
/** Some are held up on the road, whatever the policy: share, and exponential minutes. */
export const lateMinutes = { share: 0.15, mean: 60 };
/** Of trucks that applied; they come to no post under any policy, and their slot stays empty. */
export const noShowShare = 0.03;

/** Whoever comes more than an hour after its slot began has lost its turn, and stands where it would with the slot it arrives in. */
export const lateAfterMinutes = 60;
/** Trucks that fit into the yard of a post, lanes included, and onto the strip between the posts: 1 and 2 km of trucks. When full, they block. */
export const postPlaces = 50;
export const stripPlaces = 100;
/** Scatter of the minutes at each stage: lognormal with half the mean as standard deviation, as is usual for service by hand. */
export const serviceVariation = 0.5;

/** Five weeks of the same demand drawn anew. */
export const seeds = ['evaluation-1', 'evaluation-2', 'evaluation-3', 'evaluation-4', 'evaluation-5'];
