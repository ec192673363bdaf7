import type { RoundFairness } from '../../shared/contract/rounds.ts';
import type { PlanRunParts } from './plan-parts.ts';

/** On a thread, as the engine is: 20,000 decisions are 2 MB of JSON. */
const measures = new URL('./measure-fairness.ts', import.meta.url);

/**
 * Measures how a round that has claimed all its slots treats those who asked, and keeps it with the round. Safe to repeat. Where it fails the round is published
 * without: figures must not hold up bookings.
 */
export async function saveFairness(
  { db, threads, log }: PlanRunParts,
  planId: string,
  stopping: AbortSignal,
): Promise<void> {
  const [row] = await db.$queryRaw<{ json: string }[]>`
    SELECT coalesce(json_agg(json_build_object(
      'organisationId', a.organisation_id, 'class', a.class, 'country', a.vehicle_country,
      -- Not greatest() alone, which passes over a null: who has no slot would have one without delay.
      'delayMinutes', CASE WHEN s.id IS NOT NULL THEN greatest(0, round(extract(epoch FROM s.starts_at - wished.first_at) / 60)) END,
      'inWindow', d.outcome = 'booked' AND d.in_window)), '[]')::text AS json
    FROM plan_decision d
    JOIN application a ON a.id = d.application_id
    CROSS JOIN LATERAL (
      -- Not from the earliest time itself: half an hour until the next full hour is nobody's delay, and it hid the others.
      SELECT min(starts_at) AS first_at FROM slot
      WHERE checkpoint_id = a.checkpoint_id AND direction = a.direction AND starts_at >= a.earliest_at
    ) wished
    LEFT JOIN slot s ON s.id = d.slot_id AND d.outcome = 'booked'
    WHERE d.plan_id = ${planId}::uuid`;
  try {
    const options = { name: 'measureFairness', signal: stopping };
    const fairness = await threads.run<string, RoundFairness>(measures, row!.json, options);
    await db.$executeRaw`
      UPDATE plan SET fairness = ${JSON.stringify(fairness)}::jsonb WHERE id = ${planId}::uuid AND state = 'applying'`;
  } catch (error) {
    if (stopping.aborted) throw error;
    log.error({ err: error, planId }, 'fairness figures failed');
  }
}
