/** At most one message a second for each key: the first change goes out at once, those that follow are gathered. */
const messageIntervalMs = 1000;

export interface Gatherer<Batch> {
  /** @param merge puts a change to what is gathered for the key */
  add(key: string, merge: (gathered: Batch | undefined) => Batch): void;
  /** Sends what is gathered, and resolves when all is sent: clients of other processes stay connected and would never hear of it. */
  close(): Promise<void>;
}

export interface GathererParts<Batch> {
  send(key: string, batch: Batch): Promise<void>;
  /** How much of it one message takes, and what stays for the next; all of it where this is left out. */
  split?(batch: Batch): { now: Batch; later: Batch | undefined };
  onError(error: unknown, key: string): void;
}

/** Turns any number of changes into at most one message a second for each key. */
export function createGatherer<Batch>({ send, split, onError }: GathererParts<Batch>): Gatherer<Batch> {
  const pending = new Map<string, Batch>();
  const resting = new Map<string, NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();

  function publish(key: string) {
    const batch = pending.get(key);
    if (batch === undefined) {
      resting.delete(key);
      return;
    }
    const { now, later } = split?.(batch) ?? { now: batch, later: undefined };
    if (later === undefined) pending.delete(key);
    else pending.set(key, later);
    resting.set(key, setTimeout(publish, messageIntervalMs, key));
    start(key, now);
  }

  function start(key: string, batch: Batch) {
    const sent = send(key, batch)
      .catch((error) => onError(error, key))
      .finally(() => underWay.delete(sent));
    underWay.add(sent);
  }

  return {
    add(key, merge) {
      pending.set(key, merge(pending.get(key)));
      if (!resting.has(key)) resting.set(key, setTimeout(publish, 0, key));
    },
    async close() {
      for (const timer of resting.values()) clearTimeout(timer);
      for (const [key, batch] of pending) start(key, batch);
      pending.clear();
      await Promise.all(underWay);
    },
  };
}
