import { useEffect, useState } from 'react';
import { serverClock } from './server-clock.ts';

/** @returns the server's time, new every `everyMs` */
export function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => serverClock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(serverClock.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
