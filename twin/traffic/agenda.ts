/** What will happen, in the order in which it will; what is due at one instant, in the order in which it was put down. */
export interface Agenda {
  /** An instant that has passed is kept for the order, and due at once. */
  add(atMs: number, run: (nowMs: number) => void): void;
  /** Runs what is due until then, each at its time and never before the one before. */
  runUntil(untilMs: number): void;
  readonly nowMs: number;
}

interface Entry {
  atMs: number;
  run: (nowMs: number) => void;
}

export function createAgenda(startMs: number): Agenda {
  // The last one is next: taking it is free, and putting one down among the few hundred of a checkpoint is cheap.
  const entries: Entry[] = [];
  let nowMs = startMs;
  return {
    add(atMs, run) {
      let [low, high] = [0, entries.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (entries[middle]!.atMs > atMs) low = middle + 1;
        else high = middle;
      }
      entries.splice(low, 0, { atMs, run });
    },
    runUntil(untilMs) {
      while (entries.length > 0 && entries.at(-1)!.atMs <= untilMs) {
        const { atMs, run } = entries.pop()!;
        nowMs = Math.max(nowMs, atMs);
        run(nowMs);
      }
      nowMs = Math.max(nowMs, untilMs);
    },
    get nowMs() {
      return nowMs;
    },
  };
}
