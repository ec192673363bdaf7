import { randomUUID } from 'node:crypto';
import type { Database } from '../platform/database/client.ts';
import type { Truck } from './consignment.ts';
import type { Screened } from './screen-trucks.ts';

export interface BlockedTruck {
  organisationId: string;
  madeBy: string;
  /** Where a booking was there when a list changed; undefined for an attempt. */
  applicationId?: string;
  truck: Truck;
  screened: Screened;
}

/**
 * Puts blocked consignments on the desk of the reviewer. The same goods, parties and vehicle are there once until somebody decides, however often
 * they are tried.
 */
export async function noteBlocked(db: Database, now: Date, blocked: readonly BlockedTruck[]): Promise<void> {
  // Once each, or one statement would change one row twice.
  const rows = new Map(blocked.map((one) => [one.screened.fingerprint, blockedRow(one)]));
  if (rows.size === 0) return;
  await db.$executeRaw`
    INSERT INTO blocked_consignment AS known (
      id, fingerprint, organisation_id, application_id, checkpoint_id, direction, truck, rules, made_by, made_at, last_at, state)
    SELECT id, fingerprint, "organisationId", "applicationId", "checkpointId", direction, truck, rules, "madeBy", ${now}, ${now}, 'open'
    FROM jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) AS r(
      id uuid, fingerprint text, "organisationId" text, "applicationId" uuid, "checkpointId" text, direction text, truck jsonb, rules jsonb, "madeBy" text)
    ORDER BY fingerprint -- so that two batches wait for each other and not in a circle
    ON CONFLICT (fingerprint) WHERE state = 'open' DO UPDATE SET
      last_at = greatest(known.last_at, excluded.last_at), rules = excluded.rules, truck = excluded.truck,
      application_id = coalesce(excluded.application_id, known.application_id)`;
}

function blockedRow({ organisationId, madeBy, applicationId, truck, screened }: BlockedTruck) {
  const { checkpointId, direction, vehicle, cargo } = truck;
  return {
    id: randomUUID(),
    fingerprint: screened.fingerprint,
    organisationId,
    madeBy,
    applicationId: applicationId ?? null,
    checkpointId,
    direction,
    truck: { vehicle, cargo },
    rules: screened.rules,
  };
}
