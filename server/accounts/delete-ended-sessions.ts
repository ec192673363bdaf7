import type { Database } from '../platform/database/client.ts';

/** Forgets sessions that are over: nobody can use them, and each says who signed in when. By the machines' clock, as sessions are made. */
export async function deleteEndedSessions(db: Database): Promise<number> {
  return db.$executeRaw`DELETE FROM session WHERE expires_at <= now()`;
}
