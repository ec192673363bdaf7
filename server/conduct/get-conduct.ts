import type { Conduct } from '../../shared/contract/conduct.ts';
import type { Database } from '../platform/database/client.ts';

interface ConductRow {
  points: number;
  threshold: number;
  isReduced: boolean;
  halfLifeDays: number;
  share: number;
  leftShare: number;
  source: string;
}

/** The no-show record of a carrier as it counts now, and the share of a slot that it leaves it; by the functions that claims ask. */
export async function getConduct(db: Database, now: Date, organisationId: string): Promise<Conduct> {
  const [row] = await db.$queryRaw<ConductRow[]>`
    SELECT conduct_points(${organisationId}, ${now}) AS points, conduct_threshold(${organisationId}, ${now}) AS threshold,
      conduct_reduces(${organisationId}, ${now}) AS "isReduced", rule_number('conduct-half-life') AS "halfLifeDays",
      coalesce(rule_share('carrier-slot'), 1) AS share, coalesce(rule_share('conduct-share'), 1) AS "leftShare",
      (SELECT source FROM quota WHERE id = 'conduct-threshold') AS source`;
  const { share, leftShare, ...conduct } = row!;
  return { asOf: now.toISOString(), ...conduct, carrierSlotShare: share * (conduct.isReduced ? leftShare : 1) };
}
