import type { FrameworkContract } from '../../shared/contract/framework-contracts.ts';
import { type Actor, actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { getContract } from './get-contract.ts';
import { rethrowRefusal } from './refusals.ts';

/**
 * Pauses, resumes or ends a contract; what is booked and applied for stays. To resume takes room of the quota, as to make it does.
 *
 * @throws apiError FRAMEWORK_CONTRACT_NOT_FOUND (also for another organisation's), FRAMEWORK_CONTRACT_ENDED, FRAMEWORK_OVER_QUOTA, IDEMPOTENCY_KEY_REUSED
 */
export async function changeContract(
  db: Database,
  now: Date,
  { organisationId, actor }: { organisationId: string; actor: Actor },
  { scope, key, requestHash }: WriteIntent,
  contractId: string,
  state: FrameworkContract['state'],
): Promise<FrameworkContract> {
  await db.$queryRaw`
    SELECT change_framework_contract(
      ${contractId}::uuid, ${organisationId}, ${state}, ${scope}, ${key}, ${requestHash}, act_as(${actorText(actor)}, ${now}))::text`.catch(
    async (error) => {
      const { trucksPerDayMax } = await getContract(db, now, organisationId, contractId);
      rethrowRefusal(error, trucksPerDayMax);
    },
  );
  return getContract(db, now, organisationId, contractId);
}
