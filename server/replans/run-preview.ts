import type { Change } from '../../shared/contract/changes.ts';
import type { PreviewFigures } from '../../shared/contract/previews.ts';
import type { TrafficMix } from '../../shared/contract/regimes.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import type { Logger } from '../platform/log.ts';
import type { Threads } from '../platform/threads.ts';
import { loadPreview } from './load-preview.ts';
import type { PlanResult, PreviewTask, WaitsResult } from './preview-task.ts';
import { nobody, variants } from './simulate-waits.ts';

export interface PreviewRunParts {
  db: Database;
  /** Their own: a planner waits for the answer, and a round takes ten seconds. */
  previewThreads: Threads;
  clock: Clock;
  log: Logger;
}

/** The file of the computation: it runs on a thread, so that this process goes on answering. */
const computation = new URL('./compute-preview.ts', import.meta.url);
const progressEveryMs = 250;
const nobodyWaits = JSON.stringify(Object.fromEntries(variants.map((variant) => [variant, nobody])));

/**
 * Computes a preview that was asked for: loads it, computes it on a thread, writes all of it in one statement. Safe to repeat from any point: until then
 * a killed one has left nothing. What fails says INTERNAL; the reason is in the log.
 *
 * @param stopping ends the work of this process; the error it throws then is for the job to be handed on
 */
export async function runPreview(parts: PreviewRunParts, previewId: string, stopping: AbortSignal): Promise<void> {
  const { db, clock, previewThreads, log } = parts;
  const startedAt = clock.now();
  const [preview] = await db.$queryRaw<{ change: Change; seed: string; madeAt: Date }[]>`
    UPDATE preview SET state = 'running', started_at = coalesce(started_at, ${startedAt})
    WHERE id = ${previewId}::uuid AND state IN ('queued', 'running')
    RETURNING change, seed, made_at AS "madeAt"`;
  if (!preview) return;
  const progress = reportProgress(parts, previewId);
  try {
    const task = await loadPreview(db, preview, startedAt);
    const [plan, waits] = await Promise.all([
      previewThreads.run<PreviewTask, PlanResult>(computation, task, {
        name: 'computePlan',
        signal: stopping,
        onProgress: progress.report,
      }),
      previewThreads.run<PreviewTask, WaitsResult>(computation, task, { name: 'computeWaits', signal: stopping }),
    ]);
    const computeSeconds = (clock.now().getTime() - startedAt.getTime()) / 1000;
    await writePreview(db, clock.now(), previewId, { plan, waits, mix: task.mix, computeSeconds });
  } catch (error) {
    if (stopping.aborted) throw error;
    log.error({ err: error, previewId }, 'preview failed');
    await db.preview.updateMany({
      where: { id: previewId, state: 'running' },
      data: { state: 'failed', failure: 'INTERNAL', endedAt: clock.now() },
    });
  } finally {
    await progress.end();
  }
}

interface Computed {
  plan: PlanResult;
  waits: WaitsResult;
  mix: TrafficMix | null;
  computeSeconds: number;
}

/** From running to ready with all its rows, or not at all. The two halves of the waits meet here, unread. */
async function writePreview(
  db: Database,
  now: Date,
  previewId: string,
  { plan, waits, mix, computeSeconds }: Computed,
) {
  const { fromMs, toMs, rulesVersions, slots, moves } = plan;
  const { replications, ofAll } = waits;
  const wait = ofAll.now.p50Minutes === null ? null : { ...ofAll, moved: plan.wait };
  const figures: PreviewFigures = { ...plan.figures, wait, replications, computeSeconds };
  await db.$executeRaw`
    WITH ready AS (
      UPDATE preview SET
        state = 'ready', progress = 1, ended_at = ${now}, mix = ${mix && JSON.stringify(mix)}::jsonb, horizon_from = ${new Date(fromMs)},
        horizon_to = ${new Date(toMs)}, rules_versions = ${JSON.stringify(rulesVersions)}::jsonb, figures = ${JSON.stringify(figures)}::jsonb
      WHERE id = ${previewId}::uuid AND state = 'running'
      RETURNING id
    ), slots AS (
      INSERT INTO preview_slot (
        preview_id, slot_id, before, closed_because, total_places, inspected_places, examined_places, limited_by_side, limited_by_stage,
        kz_lanes, neighbour_lanes, taken_before, taken_after, bookings_hash, wait)
      SELECT ready.id, s."slotId", s.before, s."closedBecause", s.total, s.inspected, s.examined, s.side, s.stage, s."kzLanes", s."neighbourLanes",
        s.taken, s."takenAfter", s.hash,
        CASE WHEN s.wait IS NOT NULL OR w.wait IS NOT NULL THEN ${nobodyWaits}::jsonb || coalesce(w.wait, '{}') || coalesce(s.wait, '{}') END
      FROM ready, json_to_recordset(${slots}::json) AS s(
        "slotId" integer, before jsonb, "closedBecause" text, total integer, inspected integer, examined integer, side text, stage text,
        "kzLanes" integer, "neighbourLanes" integer, taken jsonb, "takenAfter" jsonb, hash text, wait jsonb)
      LEFT JOIN json_to_recordset(${waits.slots}::json) AS w("slotId" integer, wait jsonb) ON w."slotId" = s."slotId"
    )
    INSERT INTO preview_move (
      preview_id, booking_id, from_slot_id, to_slot_id, reason, cargo_group, shift_minutes, detour_km)
    SELECT ready.id, m."bookingId", m."fromSlotId", m."toSlotId", m.reason, m.group, m."shiftMinutes", m."detourKm"
    FROM ready, json_to_recordset(${moves}::json) AS m(
      "bookingId" uuid, "fromSlotId" integer, "toSlotId" integer, reason text, "group" text, "shiftMinutes" integer, "detourKm" integer)`;
}

/** Keeps the row of a running preview up to date, one write at a time. */
function reportProgress({ db, log }: PreviewRunParts, previewId: string) {
  let reported = 0;
  let writing: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    writing ??= db.preview
      .updateMany({
        where: { id: previewId, state: 'running', progress: { lt: reported } },
        data: { progress: reported },
      })
      .catch((error: unknown) => log.error({ err: error, previewId }, 'preview progress'))
      .finally(() => {
        writing = undefined;
      });
  }, progressEveryMs);
  return {
    report(share: number) {
      reported = share;
    },
    async end() {
      clearInterval(timer);
      await writing;
    },
  };
}
