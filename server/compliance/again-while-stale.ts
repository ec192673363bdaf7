import { ORPCError } from '@orpc/server';

/** Lists change a few times a day; all four of them may be imported one after the other. */
const attemptsMax = 5;

/** Runs a claim again that was screened with lists which another version has followed by then. @param claim screens anew each time */
export async function againWhileStale<Outcome>(claim: () => Promise<Outcome>): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await claim();
    } catch (error) {
      const isStale = error instanceof ORPCError && error.code === 'SCREENING_STALE';
      if (!isStale || attempt === attemptsMax) throw error;
    }
  }
}
