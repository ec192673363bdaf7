/**
 * Reads the same thing once for many who ask at the same time. Whoever asks while a reading is under way gets the next one, which begins after
 * they asked: after a restart of the server 1,000 screens ask for the map at once, and a reading each took 10 to 15 seconds.
 */
export function createSharedReads<Value>() {
  const underWay = new Map<string, Promise<Value>>();
  const next = new Map<string, Promise<Value>>();

  function begin(key: string, read: () => Promise<Value>): Promise<Value> {
    const reading = read().finally(() => {
      if (underWay.get(key) === reading) underWay.delete(key);
    });
    underWay.set(key, reading);
    return reading;
  }

  return function readShared(key: string, read: () => Promise<Value>): Promise<Value> {
    const current = underWay.get(key);
    if (!current) return begin(key, read);
    const planned = next.get(key);
    if (planned) return planned;
    const following = current
      .catch(() => {}) // those who asked for it hear of that
      .then(() => {
        next.delete(key);
        return begin(key, read);
      });
    next.set(key, following);
    return following;
  };
}
