import type { RequestInput } from '../build-problem.ts';
import type { LegInput } from '../itinerary/build-itineraries.ts';
import { NONE } from '../model.ts';
import { InputError, parseAt } from './input-error.ts';
import { findCell, type Layout } from './layout.ts';
import { type ItineraryRecord, type RequestRecord, travelShape, travelTableShape } from './problem-file.ts';

/** Whether a request is written as an itinerary. */
export function hasLegs(request: unknown): request is ItineraryRecord {
  return typeof request === 'object' && request !== null && 'legs' in request;
}

/** The windows and the current cell of a request, or of one leg. */
export function readWays(
  { windows, current }: Pick<RequestRecord, 'windows' | 'current'>,
  path: string,
  layout: Layout,
): Required<Pick<RequestInput, 'windows' | 'currentCell'>> {
  return {
    currentCell: current ? findCell(layout, current.checkpoint, current.slot, 1, `${path}.current`, 'slot') : NONE,
    windows: windows.map(({ checkpoint, first, length, detour }, index) => ({
      cell: findCell(layout, checkpoint, first, length, `${path}.windows[${index}]`, 'length'),
      length,
      detour,
    })),
  };
}

/** The legs of an itinerary; a request with windows is its only leg. */
export function readLegs(request: RequestRecord | ItineraryRecord, path: string, layout: Layout): LegInput[] {
  if (!hasLegs(request)) return [readWays(request, path, layout)];
  return request.legs.map((leg, index) => {
    const legPath = `${path}.legs[${index}]`;
    const ways = readWays(leg, legPath, layout);
    const before = request.legs[index - 1];
    if (!before) {
      if (leg.travelSlots !== undefined) throw new InputError(`${legPath}.travelSlots`, 'the first leg has none');
      return ways;
    }
    const travel = readTravel(leg.travelSlots, before.windows.length, leg.windows.length, `${legPath}.travelSlots`);
    return { ...ways, travel, margin: leg.marginSlots };
  });
}

/** One number for all, or a row per window of the leg before with a column per window of this one; null is no way. */
function readTravel(travelSlots: unknown, rows: number, columns: number, path: string): number[][] {
  if (!Array.isArray(travelSlots)) {
    const travel = parseAt(travelShape, travelSlots, path);
    return Array.from({ length: rows }, () => Array.from({ length: columns }, () => travel));
  }
  const table = parseAt(travelTableShape, travelSlots, path);
  if (table.length !== rows) throw new InputError(path, `${table.length} rows for ${rows} windows of the leg before`);
  return table.map((row, index) => {
    if (row.length !== columns) throw new InputError(`${path}[${index}]`, `${row.length} times for ${columns} windows`);
    return row.map((travel) => travel ?? NONE);
  });
}
