import type { Behaviour } from './model.ts';

/** Believed as so many bookings. Ours, not published. */
export const assumedNoShows = { share: 0.03, bookings: 200 };

/** Assumed until enough trucks have come: an hour early to an hour and a half after the slot's start, half of them within its first ten minutes. */
export const assumedDeviations = [-60, -30, -15, 0, 10, 20, 35, 55, 90];

/** Trucks of which nothing is known but their slot. */
export const assumedBehaviour: Behaviour = {
  noShowChance: assumedNoShows.share,
  deviationQuantiles: assumedDeviations,
};
