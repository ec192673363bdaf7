import { readCheckpoints, readSensitiveGoods, readTradeByRegion } from '../../prisma/reference.ts';
import { type DemandRequest, generateDemand } from '../../twin/demand/generate-demand.ts';

export const coreCheckpoints = readCheckpoints().filter(({ scope }) => scope === 'core');
export const trade = readTradeByRegion();
export const sensitiveGoods = readSensitiveGoods();

/** A winter week from Monday, 9 February 2026, unless the test says otherwise. */
export function demand(change: Partial<DemandRequest> = {}) {
  return generateDemand({
    seed: 'test',
    from: new Date('2026-02-09T00:00:00+05:00'),
    days: 7,
    checkpoints: coreCheckpoints,
    trade,
    sensitiveGoods,
    ...change,
  });
}
