/**
 * A clock that runs with the server's: a hold expires there, not on a laptop that is four minutes late. Each answer's Date header
 * bounds the offset: the server wrote it, cut to whole seconds, after we asked and before we heard.
 */
export function createServerClock(deviceNow: () => number) {
  let offsetMs = 0;
  return {
    /** @param dateHeader of an answer @param askedAt and @param heardAt on this device's clock, milliseconds */
    learn(dateHeader: string | null, askedAt: number, heardAt: number): void {
      const writtenAt = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
      if (Number.isNaN(writtenAt)) return;
      const least = writtenAt - heardAt;
      const most = writtenAt + 1000 - askedAt;
      offsetMs = Math.min(Math.max(offsetMs, least), most);
    },
    now: (): Date => new Date(deviceNow() + offsetMs),
  };
}

export const serverClock = createServerClock(() => Date.now());
