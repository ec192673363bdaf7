import type { Regime } from '../../shared/contract/regimes.ts';

const dayMs = 86_400_000;

export interface TimelineBar {
  regime: Regime;
  /** where it begins and ends, as shares of the span: 0 to 1 */
  from: number;
  to: number;
  /** it goes on beyond the picture */
  startsBefore: boolean;
  endsAfter: boolean;
}

export interface TimelineRow {
  /** checkpoints with the same regimes share a row */
  checkpointIds: string[];
  /** bars that overlap lie below each other */
  lines: TimelineBar[][];
}

export interface TimelineSpan {
  fromMs: number;
  toMs: number;
}

/** @returns two days back and two weeks on */
export const timelineSpan = (now: Date): TimelineSpan => ({
  fromMs: now.getTime() - 2 * dayMs,
  toMs: now.getTime() + 14 * dayMs,
});

/** @returns a row for each set of checkpoints that the same regimes name, the fullest first; regimes outside the span are left out */
export function buildTimeline(regimes: readonly Regime[], { fromMs, toMs }: TimelineSpan): TimelineRow[] {
  const bars = regimes.flatMap((regime): TimelineBar[] => {
    const starts = Date.parse(regime.startsAt);
    const end = regime.endedAt ?? regime.endsAt;
    const ends = end === null ? Number.POSITIVE_INFINITY : Date.parse(end);
    if (ends <= fromMs || starts >= toMs || ends <= starts) return [];
    const share = (at: number) => (Math.min(Math.max(at, fromMs), toMs) - fromMs) / (toMs - fromMs);
    return [{ regime, from: share(starts), to: share(ends), startsBefore: starts < fromMs, endsAfter: ends > toMs }];
  });
  const barsOf = new Map<string, TimelineBar[]>();
  for (const bar of bars)
    for (const checkpointId of bar.regime.checkpointIds)
      barsOf.set(checkpointId, [...(barsOf.get(checkpointId) ?? []), bar]);
  const rows = new Map<string, TimelineRow>();
  for (const [checkpointId, own] of barsOf) {
    const key = own.map(({ regime }) => regime.id).join();
    const row = rows.get(key);
    if (row) row.checkpointIds.push(checkpointId);
    else rows.set(key, { checkpointIds: [checkpointId], lines: stack(own) });
  }
  return [...rows.values()].sort((a, b) => b.lines.flat().length - a.lines.flat().length);
}

/** Puts each bar on the first line where it overlaps none. */
function stack(bars: readonly TimelineBar[]): TimelineBar[][] {
  const lines: TimelineBar[][] = [];
  for (const bar of bars.toSorted((a, b) => a.from - b.from)) {
    const line = lines.find((other) => (other.at(-1)?.to ?? 0) <= bar.from);
    if (line) line.push(bar);
    else lines.push([bar]);
  }
  return lines;
}
