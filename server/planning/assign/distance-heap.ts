/** A binary heap of nodes by distance that knows where each node lies, so that a distance can fall while it waits. */
export interface DistanceHeap {
  readonly distance: Int32Array;
  clear(): void;
  /** Sets a smaller distance; returns whether it was smaller. */
  lower(node: number, distance: number): boolean;
  /** Takes the nearest node out, or returns -1. */
  pop(): number;
}

export const UNREACHED = 2 ** 31 - 1;
const OUTSIDE = -1;

export function makeDistanceHeap(nodes: number): DistanceHeap {
  const distance = new Int32Array(nodes).fill(UNREACHED);
  const place = new Int32Array(nodes).fill(OUTSIDE);
  const heap = new Int32Array(nodes);
  let size = 0;

  function lower(node: number, value: number): boolean {
    if (value >= distance[node]!) return false;
    distance[node] = value;
    let hole = place[node] === OUTSIDE ? size++ : place[node]!;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = heap[parent]!;
      if (distance[above]! <= value) break;
      heap[hole] = above;
      place[above] = hole;
      hole = parent;
    }
    heap[hole] = node;
    place[node] = hole;
    return true;
  }

  function pop(): number {
    if (size === 0) return OUTSIDE;
    const nearest = heap[0]!;
    place[nearest] = OUTSIDE;
    const last = heap[--size]!;
    if (size > 0) sink(last);
    return nearest;
  }

  function sink(node: number): void {
    const value = distance[node]!;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && distance[heap[child + 1]!]! < distance[heap[child]!]!) child++;
      const below = heap[child]!;
      if (distance[below]! >= value) break;
      heap[hole] = below;
      place[below] = hole;
      hole = child;
    }
    heap[hole] = node;
    place[node] = hole;
  }

  return {
    distance,
    clear: () => {
      distance.fill(UNREACHED);
      place.fill(OUTSIDE);
      size = 0;
    },
    lower,
    pop,
  };
}
