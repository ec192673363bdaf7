import { type Logger, pino } from 'pino';

export type { Logger };

/**
 * One line of JSON for each event that somebody should look at. Requests are not logged, only those that failed on our side: a log line for
 * each took 5% of the time of a booking, and would hold who asked for what.
 */
export function createLog(level: string): Logger {
  return pino({ level, base: null });
}
