import type { Change } from '../../shared/contract/changes.ts';
import type { TrafficMix } from '../../shared/contract/regimes.ts';
import type { Direction } from '../../shared/words.ts';
import { measureMix } from '../bookings/index.ts';
import { readRulesJson, siblingsAmong } from '../corridors/index.ts';
import { type CheckpointRules, checkpointsOf } from '../corridors/rules/index.ts';
import type { Database } from '../platform/database/client.ts';
import { directionsOf, type Period, periodOf } from './period-of-change.ts';
import type { PreviewTask, SiblingsOf } from './preview-task.ts';
import { laterHours } from './replan-costs.ts';

const hourMs = 3_600_000;
/** Slots over for so long have no truck at the gate any more that a simulation would miss. */
export const pastHours = 12;
/** A slot further away than any is the end of time, for PostgreSQL too. */
const endOfTimeMs = Date.UTC(2200, 0, 1);

/**
 * What a preview is computed from. The rules are read first, with their versions: where one changes while the rest is read, the preview is stale and says so.
 * Slots and bookings are of one moment, as JSON that the database writes and the thread reads: 26,000 bookings never pass the main thread as
 * objects.
 */
export async function loadPreview(
  db: Database,
  preview: { change: Change; seed: string; madeAt: Date },
  now: Date,
): Promise<PreviewTask> {
  const { change, seed, madeAt } = preview;
  const rules = await readRulesJson(db, now);
  const checkpoints = JSON.parse(rules) as CheckpointRules[];
  const named = checkpointsOf(change, checkpoints);
  const siblings = findSiblings(change, checkpoints, named);
  const reachable = Object.values(siblings).flatMap(({ local, third }) => [...local, ...third]);
  const concerned = [...new Set([...named, ...reachable.map(({ checkpointId }) => checkpointId)])];
  const [mix, booked, gateRules, sensitivePrefixes, displaced] = await Promise.all([
    change.kind === 'regime' ? measureRegime(db, now, change) : null,
    readSlots(db, now, concerned, directionsOf(change), periodOf(change, checkpoints, now.getTime())),
    readGateRules(db, concerned),
    readSensitivePrefixes(db, now),
    change.kind === 'end-regime' ? readDisplaced(db, change.regimeId) : [],
  ]);
  return {
    ...{ change, mix, seed, rules, siblings, gateRules, sensitivePrefixes, displaced, ...booked },
    nowMs: now.getTime(),
    askedMs: madeAt.getTime(),
  };
}

function measureRegime(db: Database, now: Date, { regime }: Extract<Change, { kind: 'regime' }>): Promise<TrafficMix> {
  return measureMix(db, now, regime.checkpointIds, regime.direction, regime.scope);
}

/** Of the checkpoints named; in a transfer, the one that the planner chose and no other. */
function findSiblings(change: Change, checkpoints: readonly CheckpointRules[], named: readonly string[]) {
  const ids = change.kind === 'transfer' ? [change.fromCheckpointId] : named;
  const places =
    change.kind === 'transfer'
      ? checkpoints.filter(({ id }) => [change.fromCheckpointId, change.toCheckpointId].includes(id))
      : checkpoints;
  const pairs = ids.flatMap((id): [string, SiblingsOf][] => {
    const own = checkpoints.find((one) => one.id === id);
    if (!own) return [];
    const { neighbour } = own;
    const [local, third] = [siblingsAmong(places, own, neighbour), siblingsAmong(places, own, 'of another country')];
    return [[id, { neighbour, local, third }]];
  });
  return Object.fromEntries(pairs);
}

/** Slots from those that may still have trucks at the gate up to a week after the period, and their active bookings. */
export async function readSlots(
  db: Database,
  now: Date,
  checkpointIds: readonly string[],
  directions: readonly Direction[],
  period: Period,
): Promise<Pick<PreviewTask, 'slots' | 'bookings'>> {
  const from = new Date(now.getTime() - pastHours * hourMs);
  const to = new Date(Math.min(endOfTimeMs, period.toMs + laterHours * hourMs));
  const [row] = await db.$queryRaw<{ slots: string; bookings: string }[]>`
    WITH wanted AS MATERIALIZED (
      SELECT * FROM slot
      WHERE checkpoint_id = ANY(${[...checkpointIds]}::text[]) AND direction = ANY(${[...directions]}::text[])
        AND ends_at > ${from} AND starts_at < ${to}
      ORDER BY checkpoint_id, direction, starts_at
    )
    SELECT
      (SELECT coalesce(json_agg(json_build_array(
          id, checkpoint_id, direction, ms_of(starts_at), ms_of(ends_at), closed_because, total_places, inspected_places, examined_places,
          total_taken, inspected_taken, examined_taken, limited_by_side, limited_by_stage, kz_lanes, neighbour_lanes)), '[]')
        FROM wanted)::text AS slots,
      (SELECT coalesce(json_agg(json_build_array(
          b.id, b.slot_id, b.channel, b.class, a.hs_code, a.vehicle_country, ms_of(a.earliest_at), ms_of(a.latest_at), p.state, p.post,
          p.punctuality = 'late', ms_of(p.served_at), ms_of(p.arrived_at), ms_of(p.since)) ORDER BY b.id), '[]')
        FROM wanted w
        JOIN booking b ON b.slot_id = w.id AND b.state IN ('held', 'confirmed')
        JOIN application a ON a.id = b.application_id
        LEFT JOIN passage p ON p.booking_id = b.id)::text AS bookings`;
  return row!;
}

export async function readGateRules(db: Database, checkpointIds: readonly string[]): Promise<PreviewTask['gateRules']> {
  const rows = await db.queueRule.findMany({
    where: { checkpointId: { in: [...checkpointIds] } },
    select: {
      ...{ checkpointId: true, earlyMinutes: true, graceMinutes: true },
      ...{ postPlaces: true, stripPlaces: true, callLeadMinutes: true },
    },
  });
  return Object.fromEntries(rows.map(({ checkpointId, ...rule }) => [checkpointId, rule]));
}

/** The rules of the goods list that stand for the sensitive goods are named after them. */
async function readSensitivePrefixes(db: Database, now: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ prefix: string }[]>`
    SELECT DISTINCT e.entry ->> 'hsPrefix' AS prefix
    FROM list_version v JOIN list_entry e ON e.version_id = v.id
    WHERE v.id = ANY(lists_in_force(${now})) AND v.kind = 'goods' AND e.entry ->> 'rule' LIKE 'sensitive-goods%'`;
  return rows.map(({ prefix }) => prefix);
}

/**
 * Who accepted its move or chose a slot of its own stays there: it has planned with it. Who was moved on since, by another regime or a closure, may still
 * go back; but not who came home already, when a regime ended that had moved it before.
 */
function readDisplaced(db: Database, regimeId: string): Promise<PreviewTask['displaced']> {
  return db.$queryRaw`
    SELECT m.booking_id::text AS "bookingId", m.from_slot_id AS "slotId" FROM booking_move m
    WHERE m.regime_id = ${regimeId}::uuid AND m.cause = 'regime' AND m.state IN ('told', 'superseded') AND m.to_slot_id IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM booking_move later
        WHERE later.booking_id = m.booking_id AND later.moved_at > m.moved_at AND (
          later.state IN ('accepted', 'changed')
          OR later.cause = 'end-regime' AND EXISTS (
            SELECT FROM booking_move left_before
            WHERE left_before.booking_id = m.booking_id AND left_before.from_slot_id = later.to_slot_id AND left_before.moved_at <= m.moved_at)))
    ORDER BY m.booking_id`;
}
