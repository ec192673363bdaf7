/**
 * Every assumption of the traffic, in one place. None of them is published: nobody counts how early trucks come. They are chosen so that a
 * checkpoint whose slots are nearly full has short queues most of the day and a long one now and then. The calendar, the minutes and the shares of
 * the posts are data (prisma/reference/capacity.json); what is here is what the server does not know about them.
 */

/** When a truck comes: minutes are counted from the beginning of its slot. Shares add up to one. */
export const arrivals = [
  { kind: 'on-time', share: 0.715, meanMinutes: 15, deviationMinutes: 25 },
  /** Drivers who would rather wait there than be late: so long before, exponential above the least. */
  { kind: 'early', share: 0.16, leastMinutes: 45, meanMinutes: 75 },
  /** So long after. */
  { kind: 'late', share: 0.08, leastMinutes: 45, meanMinutes: 60 },
  /** Broken down on the road, and mended after so long. */
  { kind: 'late', share: 0.016, leastMinutes: 60, meanMinutes: 180 },
  /** The same, and towed home; or it never set out. */
  { kind: 'never', share: 0.029 },
] as const;

/** From the call to the first post, and over the strip: log-normal. Within the callLeadMinutes of prisma/reference/queues.json. */
export const driveUp = { meanMinutes: 6, cv: 0.4 } as const;
export const stripDrive = { meanMinutes: 4, cv: 0.3 } as const;

/** How much one truck's minutes at a stage differ from the next one's: coefficient of variation of a log-normal. */
export const serviceCv = { documents: 0.45, scan: 0.3, examination: 0.6 } as const;

/** Papers that cannot be mended at the border: sent back by the first post after its documents. */
export const turnedBackShare = 0.004;
export const turnedBackReason = 'papers missing (simulated)';

/**
 * Heavier and lighter hours of a post, which the server does not know: its minutes are multiplied by a number drawn for each so many hours. With the
 * slow spells the mean over all hours is one: what is announced is true on the whole.
 */
export const mood = { blockHours: 3, mean: 0.86, cv: 0.18 } as const;

/** And now and then a post is slow: a shift short of people, a system that hangs, a campaign. At most one begins a day at each post. */
export const slowSpell = { perDay: 0.5, leastHours: 3, mostHours: 8, leastFactor: 1.5, mostFactor: 3.5 } as const;

/** The second post takes a truck from the strip while its lanes have no more than so many each, in the lane or before it. */
export const trucksPerLane = 2;

/**
 * Posts of the demo world whose documents take so many times as long since so many hours before the twin began, which nobody has announced: for the
 * measured regimes to find. A busy one, so that a day of gate events says it. Benches and `npm run twin` have none but those they name.
 */
export const demoSlowPosts = ['syrym:kz:2.2'];
export const slowForHours = 20;

/** How often an officer looks whom to call next. */
export const callEveryMinutes = 2;
