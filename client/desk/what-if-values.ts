import type { RegimeEffect } from '../../shared/contract/regimes.ts';
import { channelSchema } from '../../shared/words.ts';
import type { SideHour } from '../regimes/calendar-hours.ts';

export const serverKinds = ['lanes', 'scanners', 'bays'] as const;
export const minuteKinds = ['documentMinutes', 'scanMinutes', 'examinationMinutes'] as const;
export const shareKinds = ['scanShares', 'examinationShares'] as const;
const channels = channelSchema.options;

type Shares = Record<(typeof channels)[number], number>;

/** What the sliders stand at: servers, minutes, and shares from 0 to 1. */
export type WhatIfValues = Record<(typeof serverKinds)[number] | (typeof minuteKinds)[number], number> &
  Record<(typeof shareKinds)[number], Shares>;

/** @returns the sliders as the calendar has them: it knows one share for all channels */
export function valuesOf(hour: SideHour): WhatIfValues {
  const shares = (share: number): Shares => ({ green: share, yellow: share, red: share });
  const { lanes, scanners, bays, documentMinutes, scanMinutes, examinationMinutes } = hour;
  return {
    lanes,
    scanners,
    bays,
    documentMinutes,
    scanMinutes,
    examinationMinutes,
    scanShares: shares(hour.scanShare),
    examinationShares: shares(hour.examinationShare),
  };
}

/** @returns what a regime would set so that the side works as the sliders say: only what was moved; undefined where nothing was */
export function effectOf(base: WhatIfValues, values: WhatIfValues): RegimeEffect | undefined {
  const moved = [...serverKinds, ...minuteKinds].filter((kind) => values[kind] !== base[kind]);
  const shares = shareKinds.flatMap((kind) => {
    const named = channels.filter((channel) => values[kind][channel] !== base[kind][channel]);
    if (named.length === 0) return [];
    return [[kind, Object.fromEntries(named.map((channel) => [channel, values[kind][channel]]))] as const];
  });
  const entries = [...moved.map((kind) => [kind, values[kind]] as const), ...shares];
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** How far a slider reaches: twice what there is, and room where there is little. */
export function sliderMax(kind: (typeof serverKinds)[number] | (typeof minuteKinds)[number], base: number): number {
  const isServers = kind === 'lanes' || kind === 'scanners' || kind === 'bays';
  return isServers ? Math.max(4, base * 2) : Math.max(30, Math.ceil((base * 3) / 10) * 10);
}
