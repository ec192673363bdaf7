import type { DeskCheckpoint, DeskHours } from '../../../shared/contract/desk.ts';

const hours = 48;
const filled = <Value>(value: Value): Value[] => Array.from({ length: hours }, () => value);

/** 48 open hours of 10 places, of which half are taken; what is named is set at single hours. */
export function sampleDeskCheckpoint(
  checkpointId: string,
  at: Record<number, { taken?: number; places?: number; examinedTaken?: number; closedBecause?: 'closure' }> = {},
  change: Partial<DeskCheckpoint> = {},
): DeskCheckpoint {
  const column = (usual: number, of: (hour: (typeof at)[number]) => number | undefined) =>
    filled(usual).map((value, hour) => (at[hour] && of(at[hour])) ?? value);
  return {
    checkpointId,
    hasSlot: filled(true),
    places: { total: column(10, ({ places }) => places), inspected: filled(4), examined: filled(2) },
    taken: {
      total: column(5, ({ taken }) => taken),
      inspected: filled(1),
      examined: column(0, ({ examinedTaken }) => examinedTaken),
    },
    closedBecause: filled(null).map((_, hour) => at[hour]?.closedBecause ?? null),
    limitedBySide: filled('neighbour' as const),
    limitedByStage: filled('documents' as const),
    scarcest: filled(null).map((_, hour) => (at[hour]?.examinedTaken ? 'examined' : 'total')),
    regimes: [],
    wait: null,
    ...change,
  };
}

/** From 06:00 UTC on, 11:00 in Kazakhstan. */
export function sampleDeskHours(checkpoints: DeskCheckpoint[]): DeskHours {
  const from = Date.parse('2026-11-22T06:00:00.000Z');
  return {
    asOf: '2026-11-22T06:10:00.000Z',
    source: 'bookings',
    direction: 'out',
    startsAt: filled('').map((_, hour) => new Date(from + hour * 3_600_000).toISOString()),
    checkpoints,
  };
}
