/**
 * What a truck's time is worth when its slots are ranked: the one place of these numbers. The unit is a minute of an ordinary truck, and a
 * round is planned with the same ones; an offer adds the wait that is expected at the gate, which no round knows.
 *
 * Ours, not published: nobody publishes a price of time for these crossings.
 */
export const truckCosts = {
  /** Per slot of an hour: `60·d + 5·d²`, so that one truck a day late is dearer than two trucks half a day late. */
  delayCost: { linear: 60, quadratic: 5 },
  slotMinutes: 60,
  /** A slot outside the time that was asked for, whichever way. */
  minutesOutsideWish: 120,
  /** Another checkpoint: the way there, as the crow flies, at 60 km/h (roads are a third longer, trucks faster) … */
  minutesPerDetourKm: 1,
  /** … and the papers for another post. */
  minutesOfOtherPost: 60,
} as const;
