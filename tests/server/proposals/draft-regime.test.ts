import { expect, test } from 'vitest';
import type { CheckpointRules } from '../../../server/corridors/rules/index.ts';
import { effectiveHour } from '../../../server/planning/regimes.ts';
import { draftRegime } from '../../../server/proposals/draft-regime.ts';
import type { Finding } from '../../../shared/contract/proposals.ts';

test('minutes that were measured under an announced pace are drafted so that both together give them', () => {
  const now = new Date('2026-11-22T00:00:00Z');
  const mix = { inScopeShare: 1, channels: { green: 1, yellow: 0, red: 0 } };
  const pace = (paceFactor: number, changes: Partial<CheckpointRules['regimes'][number]> = {}) => ({
    ...{ id: 'announced', direction: null, side: 'kz' as const, effect: { paceFactor }, mix },
    ...{ startsAtMs: 0, endsAtMs: null, ...changes },
  });
  const over = pace(0.1, { endsAtMs: now.getTime() });
  const regimes = [pace(0.5), over, pace(0.2, { side: 'neighbour' }), pace(0.3, { direction: 'in' })];
  const finding: Finding = {
    ...{ what: 'minutes', stage: 'documents', channel: null, parameter: 20, measured: 36, factor: 1.8 },
    ...{ changedAt: '2026-11-21T00:00:00Z', trucks: 40, hours: 20, evidence: [] },
  };
  const where = { id: 'proposal', checkpointId: 'syrym', direction: 'out', side: 'kz', source: 'gate' } as const;
  const { effect } = draftRegime(where, [finding], { regimes }, now);
  const calendar = {
    ...{ lanes: 2, scanners: 1, bays: 1, documentMinutes: 10, scanMinutes: 10, examinationMinutes: 60 },
    ...{ scanShare: 0, examinationShare: 0 },
  };
  expect(effectiveHour(calendar, [], [regimes[0]!, { effect, mix }]).documentMinutes).toBe(36);
  expect(draftRegime(where, [finding], { regimes: [] }, now).effect).toEqual({ documentMinutes: 36 });
});
