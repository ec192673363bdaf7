import type { Cargo, Vehicle } from '../../shared/contract/bookings.ts';
import type { Sailing } from '../../shared/contract/sailings.ts';
import { screenTrucks } from '../compliance/index.ts';
import type { Database } from '../platform/database/client.ts';

/** Screens a truck that goes by ship: out of the Kazakh port, or in by it. The channel of a port is no concern of ours, only what is blocked. */
export async function screenForShip(
  db: Database,
  now: Date,
  organisationId: string,
  { fromPortId, toPortId }: Pick<Sailing, 'fromPortId' | 'toPortId'>,
  { vehicle, cargo }: { vehicle: Vehicle; cargo: Cargo },
) {
  const from = await db.port.findUniqueOrThrow({ where: { id: fromPortId } });
  const isOut = from.country === 'KZ';
  const truck = {
    checkpointId: isOut ? fromPortId : toPortId,
    direction: isOut ? ('out' as const) : ('in' as const),
    vehicle,
    cargo,
  };
  const [screened] = await screenTrucks(db, now, organisationId, [truck]);
  return { truck, screened: screened! };
}
