import { ORPCError } from '@orpc/server';
import { confirmBooking, holdSlot, offerSlots } from '../server/bookings/index.ts';
import { noteBlocked, screenTrucks } from '../server/compliance/index.ts';
import { writeIntent } from '../server/platform/database/once-per-key.ts';
import type { SimulatedApplication } from './demand/generate-demand.ts';
import type { DemoParts } from './demo-parts.ts';

/** A simulated dispatcher gives up after so many slots were taken from under his hands. */
const attemptsMax = 3;
const madeBy = 'demo-world';

/**
 * Does what a dispatcher does: asks for offers, holds the first, confirms it. Safe to repeat: the application's id is its key.
 *
 * @returns whether it has a slot now; refused goods, vehicles and classes have none, as with people
 */
export async function bookApplication(
  { db, feed, clock, log }: DemoParts,
  organisationId: string,
  application: SimulatedApplication,
): Promise<boolean> {
  const intent = (step: string) => writeIntent(organisationId, `${application.id}/${step}`, [step, application.id]);
  const claimant = { organisationId, madeBy, source: 'simulated' as const };
  try {
    const [screened] = await screenTrucks(db, clock.now(), organisationId, [application]);
    const { channel } = screened!;
    if (channel === 'blocked') {
      await noteBlocked(db, clock.now(), [{ organisationId, madeBy, truck: application, screened: screened! }]);
      return false;
    }
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      const [best] = await offerSlots(db, clock.now(), { ...application, channel, organisationId });
      if (!best) return false;
      const input = {
        ...application,
        slotId: best.slot.id,
        earliestAt: application.earliestAt.toISOString(),
        latestAt: application.latestAt.toISOString(),
      };
      try {
        const booking = await holdSlot(db, feed, clock.now(), claimant, intent('hold'), input);
        await confirmBooking(db, clock.now(), claimant, intent('confirm'), booking.id);
        return true;
      } catch (error) {
        if (codeOf(error) === 'CLASS_QUOTA_REACHED') application = { ...application, class: 'general' };
        else if (codeOf(error) !== 'SLOT_FULL' && codeOf(error) !== 'CARRIER_QUOTA_REACHED') throw error;
      }
    }
  } catch (error) {
    if (codeOf(error) === undefined) log.error({ err: error, application: application.id }, 'demo application');
  }
  return false;
}

/** The code of a refusal; undefined for what is no refusal but a fault. */
function codeOf(error: unknown): string | undefined {
  return error instanceof ORPCError && error.code !== 'INTERNAL' ? error.code : undefined;
}
