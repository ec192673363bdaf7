import type { Database } from '../platform/database/client.ts';

/**
 * Ends open applications whose time has passed without a round, so that their vehicles can apply again. Not while a round is under way: it may
 * have one of them in hand, with a slot a day later.
 */
export async function endPastApplications(db: Database, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE application SET state = 'unplaced'
    WHERE state = 'open' AND latest_at <= ${now}
      AND NOT EXISTS (SELECT FROM plan WHERE state IN ('queued', 'running', 'applying'))`;
}
