import { type Channel, NONE, type Problem } from './model.ts';

/** One checkpoint and direction: its slots in time order, each as [total, inspected, examined]. */
export type SlotPlaces = readonly (readonly [total: number, inspected: number, examined: number])[];

export interface RequestInput {
  readonly weight: number;
  readonly penalty: number;
  readonly channel: Channel;
  readonly windows: readonly { readonly cell: number; readonly length: number; readonly detour: number }[];
  readonly carrier?: number;
  readonly lottery?: number;
  readonly currentCell?: number;
  readonly moveCost?: number;
  /** Which vehicle asks, any number of its own. Of several requests of one vehicle the first counts; see {@link buildProblem}. */
  readonly vehicle?: number;
}

export interface ProblemInput {
  readonly delayCost: Problem['delayCost'];
  readonly checkpoints: readonly SlotPlaces[];
  readonly carrierQuota?: readonly number[];
  readonly requests: Iterable<RequestInput>;
  readonly seed?: string;
}

/** A typed array that grows: a million requests arrive one by one, and an array of objects would take five times the memory. */
function makeColumn() {
  let values = new Float64Array(1024);
  let length = 0;
  return {
    push(value: number) {
      if (length === values.length) {
        const wider = new Float64Array(2 * length);
        wider.set(values);
        values = wider;
      }
      values[length++] = value;
    },
    get length() {
      return length;
    },
    /** The values so far. Doubles, so that a value out of range is still there for the checker to see. */
    values: () => values.subarray(0, length),
  };
}

/**
 * Packs readable input into the typed arrays of a {@link Problem}. Values are not judged here: `checkProblem` does that, and wants to
 * see them as they came, so numbers that do not fit their column (a fraction, 2^40) throw a RangeError naming the column.
 *
 * A vehicle asks once. Its further requests keep their penalty and lose their windows, so that no plan and no policy can serve them: two
 * lots in the lottery, or two places to choose from, would pay for asking twice.
 */
export function buildProblem(input: ProblemInput): Problem {
  const firstCell = [0];
  const slots = input.checkpoints.flatMap((checkpoint) => {
    firstCell.push(firstCell.at(-1)! + checkpoint.length);
    return checkpoint;
  });
  const columns = packRequests(input.requests);
  return {
    delayCost: input.delayCost,
    firstCell: Int32Array.from(firstCell),
    places: {
      total: toInt32(
        'places.total',
        slots.map((slot) => slot[0]),
      ),
      inspected: toInt32(
        'places.inspected',
        slots.map((slot) => slot[1]),
      ),
      examined: toInt32(
        'places.examined',
        slots.map((slot) => slot[2]),
      ),
    },
    carrierQuota: toInt32('carrierQuota', input.carrierQuota ?? []),
    ...columns,
    seed: input.seed ?? '',
  };
}

function packRequests(requests: Iterable<RequestInput>): Pick<Problem, 'requests' | 'windows'> {
  const names = ['weight', 'penalty', 'channel', 'carrier', 'lottery', 'currentCell', 'moveCost'] as const;
  const column = Object.fromEntries(names.map((name) => [name, makeColumn()])) as Record<
    (typeof names)[number],
    ReturnType<typeof makeColumn>
  >;
  const vehicles = new Set<number>();
  const [cell, length, detour, firstWindow] = [makeColumn(), makeColumn(), makeColumn(), makeColumn()];
  for (const request of requests) {
    firstWindow.push(cell.length);
    column.weight.push(request.weight);
    column.penalty.push(request.penalty);
    column.channel.push(request.channel);
    column.carrier.push(request.carrier ?? NONE);
    column.lottery.push(request.lottery ?? 0);
    column.currentCell.push(request.currentCell ?? NONE);
    column.moveCost.push(request.moveCost ?? 0);
    if (request.vehicle !== undefined) {
      if (vehicles.has(request.vehicle)) continue;
      vehicles.add(request.vehicle);
    }
    for (const window of request.windows) {
      cell.push(window.cell);
      length.push(window.length);
      detour.push(window.detour);
    }
  }
  const count = firstWindow.length;
  firstWindow.push(cell.length);
  return {
    requests: {
      count,
      weight: toInt32('requests.weight', column.weight.values()),
      penalty: toInt32('requests.penalty', column.penalty.values()),
      channel: pack(Uint8Array, 'requests.channel', column.channel.values()),
      carrier: toInt32('requests.carrier', column.carrier.values()),
      lottery: pack(Uint32Array, 'requests.lottery', column.lottery.values()),
      currentCell: toInt32('requests.currentCell', column.currentCell.values()),
      moveCost: toInt32('requests.moveCost', column.moveCost.values()),
      firstWindow: Int32Array.from(firstWindow.values()),
    },
    windows: {
      cell: toInt32('windows.cell', cell.values()),
      length: toInt32('windows.length', length.values()),
      detour: toInt32('windows.detour', detour.values()),
    },
  };
}

const toInt32 = (name: string, values: ArrayLike<number>) => pack(Int32Array, name, values);

/** @throws RangeError for what the column cannot hold: it would wrap round to another number without a word */
function pack<Packed extends Int32Array | Uint32Array | Uint8Array>(
  Column: { from(values: ArrayLike<number>): Packed },
  name: string,
  values: ArrayLike<number>,
): Packed {
  const packed = Column.from(values);
  const lost = packed.findIndex((value, index) => value !== values[index]);
  if (lost !== -1) throw new RangeError(`${name}[${lost}]: ${values[lost]} is no whole number that fits there`);
  return packed;
}
