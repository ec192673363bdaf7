import type { NewApplication, Submission } from '../../shared/contract/plans.ts';
import { errorTable, isErrorCode } from '../../shared/errors.ts';
import type { Channel } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';

export interface Applicant {
  organisationId: string;
  madeBy: string;
  source: 'carrier' | 'simulated';
}

interface Judgement {
  id: string;
  channel?: Channel;
  code?: string;
  field?: string;
}

/**
 * Takes applications for the next round, each judged by itself: screening of the goods, vehicles that the checkpoint admits, one open application per
 * vehicle. One statement for the batch. An application that was sent before, under whatever key, is the same application.
 *
 * @returns in the order sent
 * @throws apiError IDEMPOTENCY_KEY_REUSED
 */
export async function submitApplications(
  db: Database,
  now: Date,
  { organisationId, madeBy, source }: Applicant,
  { scope, key, requestHash }: WriteIntent,
  applications: readonly NewApplication[],
): Promise<Submission[]> {
  const items = applications.map(({ vehicle, cargo, ...rest }) => ({ ...rest, ...vehicle, ...cargo }));
  const [row] = await db.$queryRaw<{ answer: Judgement[] }[]>`
    SELECT submit_applications(
      ${scope}, ${key}, ${requestHash}, ${organisationId}, ${madeBy}, ${source}, ${JSON.stringify(items)}::jsonb, ${now}) AS answer`.catch(
    (error) => {
      const refusal = findRefusal(error);
      if (refusal?.kind === 'rule' && refusal.code === 'IDEMPOTENCY_KEY_REUSED')
        throw apiError(refusal.code, { field: 'idempotency-key', hint: 'send a new key with a new request' });
      throw error;
    },
  );
  return row!.answer.map(submissionView);
}

function submissionView({ id, channel, code, field }: Judgement, index: number): Submission {
  if (code === undefined || !isErrorCode(code)) return { id, accepted: true, ...(channel ? { channel } : {}) };
  return { id, accepted: false, code, message: errorTable[code].message, field: `applications[${index}].${field}` };
}
