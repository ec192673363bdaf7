import type { Change } from '../../shared/contract/changes.ts';
import type { RegimeEffect, RegimeScope } from '../../shared/contract/regimes.ts';
import type { Direction } from '../../shared/words.ts';
import { measureMix } from '../bookings/index.ts';
import { getCheckpointRow, readRulesJson } from '../corridors/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import type { Threads } from '../platform/threads.ts';
import type { WhatIfResult, WhatIfTask } from './compute-what-if.ts';
import { readGateRules, readSlots } from './load-preview.ts';
import { periodOf } from './period-of-change.ts';

interface WhatIf {
  checkpointId: string;
  direction: Direction;
  side: 'kz' | 'neighbour';
  startsAt: string;
  hours: number;
  effect: RegimeEffect;
  scope: RegimeScope;
}

export interface LookAheadParts {
  db: Database;
  previewThreads: Threads;
  clock: Clock;
}

const computation = new URL('./compute-what-if.ts', import.meta.url);

/**
 * What one side of one checkpoint could take with other lanes, shares and minutes, and how long its trucks would wait. Keeps nothing, and draws nothing:
 * two positions of a slider differ by what they say, and not by luck.
 *
 * @throws apiError CHECKPOINT_NOT_FOUND
 */
export async function lookAhead({ db, previewThreads, clock }: LookAheadParts, asked: WhatIf): Promise<WhatIfResult> {
  const now = clock.now();
  const { checkpointId, direction, side, effect, scope, startsAt } = asked;
  await getCheckpointRow(db, checkpointId);
  const endsAt = new Date(Date.parse(startsAt) + asked.hours * 3_600_000).toISOString();
  const change: Change = {
    kind: 'regime',
    regime: {
      ...{ checkpointIds: [checkpointId], side, direction, startsAt, endsAt, effect, scope },
      ...{ cause: 'what if', source: 'what if', templateId: null, proposalId: null },
    },
  };
  const named = [checkpointId];
  const [rules, mix, booked, gateRules] = await Promise.all([
    readRulesJson(db, now, named),
    measureMix(db, now, named, direction, scope),
    readSlots(db, now, named, [direction], periodOf(change, [], now.getTime())),
    readGateRules(db, named),
  ]);
  const nowMs = now.getTime();
  const task: WhatIfTask = { change, mix, rules, gateRules, ...booked, seed: checkpointId, nowMs, askedMs: nowMs };
  return previewThreads.run<WhatIfTask, WhatIfResult>(computation, task, { name: 'computeWhatIf' });
}
