import { listSiblings } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { Plan as PlanRow } from '../platform/database/generated/client.ts';
import { priorities } from './priorities.ts';
import { type RoundTask, siblingKey } from './round.ts';

/**
 * What a round is planned from: the applications that may cross in the horizon, or those of this plan that the claim refused, and what is left of the
 * slots now, up to the end of the last window: one that begins within the horizon and ends after it is decided by this round, so it is given all
 * of its slots. The database writes the JSON and the thread reads it: at 20,000 applications the main thread was busy for 0.2 s with rows.
 *
 * @param which refused: only the applications whose claim was refused, and no slot before `now` in either case
 */
export async function loadRound(
  db: Database,
  plan: Pick<PlanRow, 'id' | 'seed' | 'horizonFrom' | 'horizonTo' | 'closedAt' | 'fairnessStrength'>,
  now: Date,
  which: 'open' | 'refused',
): Promise<RoundTask> {
  const from = plan.horizonFrom > now ? plan.horizonFrom : now;
  const applications = await readApplications(db, plan, from, which === 'refused' ? plan.id : null);
  const span = { now, from, to: applications.windowsEnd ?? plan.horizonTo };
  const [slots, fullForCarrier, siblings] = await Promise.all([
    readSlots(db, span),
    listFullForCarrier(db, span),
    findSiblings(db),
  ]);
  const { seed, fairnessStrength } = plan;
  return { seed, fairnessStrength, applications: applications.json, slots, fullForCarrier, siblings };
}

/** The slots of a round begin after `now`, and within [from, to). */
interface Span {
  now: Date;
  from: Date;
  to: Date;
}

async function readApplications(
  db: Database,
  plan: { horizonTo: Date; closedAt: Date | null },
  from: Date,
  refusedOf: string | null,
) {
  const [row] = await db.$queryRaw<{ json: string; windowsEnd: Date | null }[]>`
    SELECT coalesce(json_agg(json_build_object(
      'id', a.id, 'organisationId', a.organisation_id, 'checkpointId', a.checkpoint_id, 'direction', a.direction,
      'earliest', (extract(epoch FROM a.earliest_at) * 1000)::bigint, 'latest', (extract(epoch FROM a.latest_at) * 1000)::bigint,
      'flexible', a.flexible, 'class', a.class, 'channel', a.channel, 'hsCode', a.hs_code, 'vehicleCountry', a.vehicle_country
    ) ORDER BY a.id), '[]')::text AS json,
    max(a.latest_at + CASE WHEN a.flexible THEN make_interval(hours => ${priorities.laterHours}::int) ELSE interval '0' END) AS "windowsEnd"
    FROM application a
    WHERE a.state = 'open' AND a.latest_at > ${from} AND a.earliest_at < ${plan.horizonTo}
      AND (${plan.closedAt}::timestamptz IS NULL OR a.made_at < ${plan.closedAt})
      AND (${refusedOf}::uuid IS NULL OR a.id IN (
        SELECT application_id FROM plan_decision WHERE plan_id = ${refusedOf}::uuid AND outcome = 'refused'))`;
  return row!;
}

async function readSlots(db: Database, { now, from, to }: Span) {
  // What is left, as slotView counts it: nested, and nothing where the slot is closed or overfull.
  const [row] = await db.$queryRaw<{ json: string }[]>`
    SELECT coalesce(json_agg(json_build_object(
      'id', id, 'checkpointId', checkpoint_id, 'direction', direction, 'startsAt', (extract(epoch FROM starts_at) * 1000)::bigint,
      'minutes', round(extract(epoch FROM ends_at - starts_at) / 60), 'total', total, 'inspected', inspected, 'examined', least(inspected, greatest(0, examined_places - examined_taken))
    ) ORDER BY checkpoint_id, direction, starts_at), '[]')::text AS json
    FROM slot
    CROSS JOIN LATERAL (SELECT CASE WHEN closed_because IS NULL THEN greatest(0, total_places - total_taken) ELSE 0 END AS total) t
    CROSS JOIN LATERAL (SELECT least(total, greatest(0, inspected_places - inspected_taken)) AS inspected) i
    WHERE starts_at > ${now} AND starts_at >= ${from} AND starts_at < ${to}`;
  return row!.json;
}

function listFullForCarrier(db: Database, { now, from, to }: Span) {
  return db.$queryRaw<RoundTask['fullForCarrier']>`
    WITH reduced AS MATERIALIZED ( -- few, and asked once
      SELECT organisation_id FROM (SELECT DISTINCT organisation_id FROM conduct_entry) known WHERE conduct_reduces(organisation_id, ${now})
    )
    SELECT b.organisation_id AS "organisationId", s.id AS "slotId"
    FROM slot s JOIN booking b ON b.slot_id = s.id AND b.state IN ('held', 'confirmed')
    WHERE s.starts_at > ${now} AND s.starts_at >= ${from} AND s.starts_at < ${to}
    GROUP BY b.organisation_id, s.id HAVING count(*) >= carrier_quota(s.total_places, b.organisation_id IN (SELECT organisation_id FROM reduced))`;
}

/** Of every checkpoint and country that a flexible application names. */
async function findSiblings(db: Database): Promise<RoundTask['siblings']> {
  const asked = await db.application.findMany({
    where: { state: 'open', flexible: true },
    distinct: ['checkpointId', 'vehicleCountry'],
    select: { checkpointId: true, vehicleCountry: true },
  });
  const pairs = asked.map(async ({ checkpointId, vehicleCountry }) => [
    siblingKey(checkpointId, vehicleCountry),
    await listSiblings(db, checkpointId, vehicleCountry),
  ]);
  return Object.fromEntries(await Promise.all(pairs));
}
