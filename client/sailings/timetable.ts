import type { Sailing } from '../../shared/contract/sailings.ts';

export interface TimetableBar {
  sailing: Sailing;
  /** shares of the span, 0 to 1 */
  from: number;
  to: number;
  startsBefore: boolean;
  endsAfter: boolean;
}

export interface TimetableRow {
  shipId: string;
  shipName: string;
  bars: TimetableBar[];
}

/** A row for each ship, with a bar for each time it is at sea within the span: from the expected departure to the expected arrival. */
export function buildTimetable(sailings: readonly Sailing[], fromMs: number, toMs: number): TimetableRow[] {
  const rows = new Map<string, TimetableRow>();
  const share = (instant: string) => (Date.parse(instant) - fromMs) / (toMs - fromMs);
  for (const sailing of sailings) {
    const [from, to] = [share(sailing.expectedDepartureAt), share(sailing.expectedArrivalAt)];
    if (to <= 0 || from >= 1) continue;
    const row = rows.get(sailing.shipId) ?? { shipId: sailing.shipId, shipName: sailing.shipName, bars: [] };
    const ends = { from: Math.max(0, from), to: Math.min(1, to), startsBefore: from < 0, endsAfter: to > 1 };
    row.bars.push({ sailing, ...ends });
    rows.set(sailing.shipId, row);
  }
  return [...rows.values()].sort((a, b) => (a.shipName < b.shipName ? -1 : 1));
}
