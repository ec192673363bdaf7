import type { FiredRule } from '../../shared/contract/bookings.ts';
import type { NewApplication, Submission } from '../../shared/contract/plans.ts';
import { errorTable, isErrorCode } from '../../shared/errors.ts';
import type { Channel } from '../../shared/words.ts';
import { againWhileStale, consignmentColumns, noteBlocked, screenTrucks } from '../compliance/index.ts';
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
  rules?: FiredRule[];
}

/**
 * Takes applications for the next round, each judged by itself: screening of the goods, vehicles that the checkpoint admits, one open application per
 * vehicle. One statement for the batch. An application that was sent before, under whatever key, is the same application.
 *
 * @returns in the order sent
 * @throws apiError IDEMPOTENCY_KEY_REUSED
 */
export function submitApplications(
  db: Database,
  now: Date,
  applicant: Applicant,
  intent: WriteIntent,
  applications: readonly NewApplication[],
): Promise<Submission[]> {
  return againWhileStale(() => submitScreened(db, now, applicant, intent, applications));
}

async function submitScreened(
  db: Database,
  now: Date,
  { organisationId, madeBy, source }: Applicant,
  { scope, key, requestHash }: WriteIntent,
  applications: readonly NewApplication[],
): Promise<Submission[]> {
  const screenings = await screenTrucks(db, now, organisationId, applications);
  const items = applications.map(({ vehicle, cargo, ...rest }, index) => {
    const { hsCode, description, grossWeightKg } = cargo;
    const consignment = consignmentColumns(rest.direction, cargo);
    return { ...rest, ...vehicle, hsCode, description, grossWeightKg, consignment, ...screenings[index]! };
  });
  const versions = JSON.stringify(screenings[0]?.versions ?? []);
  const [row] = await db.$queryRaw<{ answer: Judgement[] }[]>`
    SELECT submit_applications(
      ${scope}, ${key}, ${requestHash}, ${organisationId}, ${madeBy}, ${source}, ${JSON.stringify(items)}::jsonb, ${versions}::jsonb,
      ${now}) AS answer`.catch(rethrow);
  const { answer } = row!;
  const blocked = answer.flatMap(({ code }, index) => (code === 'CARGO_BLOCKED' ? [index] : []));
  await noteBlocked(
    db,
    now,
    blocked.map((index) => ({ organisationId, madeBy, truck: applications[index]!, screened: screenings[index]! })),
  );
  return answer.map(submissionView);
}

function rethrow(error: unknown): never {
  const refusal = findRefusal(error);
  if (refusal?.kind === 'rule' && refusal.code === 'IDEMPOTENCY_KEY_REUSED')
    throw apiError(refusal.code, { field: 'idempotency-key', hint: 'send a new key with a new request' });
  if (refusal?.kind === 'rule' && refusal.code === 'SCREENING_STALE') throw apiError(refusal.code);
  throw error;
}

function submissionView({ id, channel, code, field, rules }: Judgement, index: number): Submission {
  if (code === undefined || !isErrorCode(code)) return { id, accepted: true, ...(channel ? { channel } : {}) };
  const why = code === 'CARGO_BLOCKED' && rules ? { rules } : {};
  const path = `applications[${index}].${field}`;
  return { id, accepted: false, code, message: errorTable[code].message, field: path, ...why };
}
