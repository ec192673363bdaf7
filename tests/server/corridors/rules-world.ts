import type { Database } from '../../../server/platform/database/client.ts';
import { type Change, changeSchema } from '../../../shared/contract/changes.ts';
import type { RegimeDraft, TrafficMix } from '../../../shared/contract/regimes.ts';

export const everyTruck: TrafficMix = { inScopeShare: 1, channels: { green: 1, yellow: 0, red: 0 }, trucks: 0 };

/** Makes a change as applying a preview does, but for the bookings. @returns the regime, closure or shift that was made or ended */
export async function applyChange(db: Database, now: Date, change: Change, mix: TrafficMix | null = null) {
  const [row] = await db.$queryRaw<{ id: string | null }[]>`
    SELECT apply_change(${JSON.stringify(change)}::jsonb, ${mix && JSON.stringify(mix)}::jsonb, NULL, 'test-planner', ${now}) AS id`;
  return row!.id;
}

/** Full checks at the Kazakh post of Karasu for trucks that come in, from the second hour of the test world on. */
export function regimeChange(changes: Partial<RegimeDraft> = {}): Extract<Change, { kind: 'regime' }> {
  const change = changeSchema.parse({
    kind: 'regime',
    regime: {
      checkpointIds: ['karasu'],
      side: 'kz',
      direction: 'in',
      startsAt: '2026-06-15T08:00:00Z',
      endsAt: null,
      effect: { bays: 1, examinationMinutes: 20, examinationShares: { green: 1, yellow: 1, red: 1 } },
      scope: { kind: 'all' },
      cause: 'every truck is examined',
      source: 'order of the customs service',
      ...changes,
    },
  });
  if (change.kind !== 'regime') throw new Error('not a regime');
  return change;
}
