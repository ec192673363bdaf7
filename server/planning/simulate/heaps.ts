/**
 * Two binary heaps on typed arrays (Williams 1964), of fixed capacity: nothing is allocated per event. They are written out twice,
 * because one that takes a comparison halves the speed of the run.
 */

/** Completions of services: the earliest on top, of two at the same moment the one with the smaller truck number. */
export interface EventHeap {
  size: number;
  readonly minute: Float64Array;
  readonly truck: Int32Array;
}

export function makeEventHeap(capacity: number): EventHeap {
  return { size: 0, minute: new Float64Array(capacity), truck: new Int32Array(capacity) };
}

export function pushEvent(heap: EventHeap, minute: number, truck: number): void {
  const { minute: minutes, truck: trucks } = heap;
  let hole = heap.size++;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    const above = minutes[parent]!;
    if (above < minute || (above === minute && trucks[parent]! < truck)) break;
    minutes[hole] = above;
    trucks[hole] = trucks[parent]!;
    hole = parent;
  }
  minutes[hole] = minute;
  trucks[hole] = truck;
}

/** The truck on top, taken off. The heap must not be empty. */
export function popEvent(heap: EventHeap): number {
  const { minute: minutes, truck: trucks } = heap;
  const top = trucks[0]!;
  const size = --heap.size;
  const minute = minutes[size]!;
  const truck = trucks[size]!;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= size) break;
    if (child + 1 < size && isBefore(minutes, trucks, child + 1, child)) child++;
    const below = minutes[child]!;
    if (below > minute || (below === minute && trucks[child]! > truck)) break;
    minutes[hole] = below;
    trucks[hole] = trucks[child]!;
    hole = child;
  }
  minutes[hole] = minute;
  trucks[hole] = truck;
  return top;
}

function isBefore(minutes: Float64Array, trucks: Int32Array, one: number, other: number): boolean {
  const difference = minutes[one]! - minutes[other]!;
  return difference < 0 || (difference === 0 && trucks[one]! < trucks[other]!);
}

/** Keys of trucks that wait to be called: the smallest on top. */
export interface KeyHeap {
  size: number;
  readonly key: Float64Array;
}

export function makeKeyHeap(capacity: number): KeyHeap {
  return { size: 0, key: new Float64Array(capacity) };
}

export function pushKey(heap: KeyHeap, key: number): void {
  const keys = heap.key;
  let hole = heap.size++;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    if (keys[parent]! <= key) break;
    keys[hole] = keys[parent]!;
    hole = parent;
  }
  keys[hole] = key;
}

/** The smallest key, taken off. The heap must not be empty. */
export function popKey(heap: KeyHeap): number {
  const keys = heap.key;
  const top = keys[0]!;
  const size = --heap.size;
  const key = keys[size]!;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= size) break;
    if (child + 1 < size && keys[child + 1]! < keys[child]!) child++;
    if (keys[child]! >= key) break;
    keys[hole] = keys[child]!;
    hole = child;
  }
  keys[hole] = key;
  return top;
}
