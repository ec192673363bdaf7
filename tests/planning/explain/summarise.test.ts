import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../server/planning/explain/explanation.ts';
import { summarise } from '../../../server/planning/explain/summarise.ts';
import { explanationSchema } from '../../../shared/explanation.ts';

const nameSlot = (cell: number) => ({
  checkpointId: 'syrym',
  direction: 'out' as const,
  startsAt: `2026-11-22T0${cell}:00:00.000Z`,
});
const better = {
  slot: 2,
  saved: 30,
  othersCost: 75,
  proof: 'chain' as const,
  moves: [
    { request: 1, from: 2, to: 3, costMore: 15 },
    { request: 2, from: 3, to: null, costMore: 70 },
    { request: 3, from: null, to: 4, costMore: -10 },
  ],
};
const all: Explanation[] = [
  { kind: 'best', slot: 1, cost: 5, closedCheaper: 0 },
  { kind: 'dearer', slot: 3, cost: 40, better },
  { kind: 'lot', slot: null, cost: 400, better: { slot: 1, saved: 390 }, ownNumber: 9, otherNumber: 3 },
  { kind: 'unassigned', cost: 400, because: { reason: 'no-window' } },
  { kind: 'unassigned', cost: 400, because: { reason: 'no-places', slots: 4 } },
  { kind: 'unassigned', cost: 400, because: { reason: 'dearer-than-penalty', cheapest: 500 } },
  { kind: 'unassigned', cost: 400, because: { reason: 'carrier-quota', quota: 0, better: null } },
  { kind: 'unassigned', cost: 400, because: { reason: 'full', better } },
];

describe('a summary', () => {
  it('of every kind of explanation is what the API says', () => {
    for (const explanation of all) {
      const summary = summarise(explanation, nameSlot, 5);
      expect(explanationSchema.parse(summary)).toEqual(summary);
    }
  });

  it('counts who would have made way and does not say who', () => {
    expect(summarise(all[1]!, nameSlot, 5)).toEqual({
      kind: 'dearer',
      slot: nameSlot(3),
      costMinutes: 8,
      better: {
        slot: nameSlot(2),
        savedMinutes: 6,
        othersMinutes: 15,
        proof: 'chain',
        trucksMoved: 1,
        trucksDropped: 1,
      },
    });
  });
});
