import { randomUUID } from 'node:crypto';
import type { FrameworkContract, NewFrameworkContract } from '../../shared/contract/framework-contracts.ts';
import { cargoBlocked, screenTrucks } from '../compliance/index.ts';
import { type FleetUnitFacts, listTractors } from '../fleet/index.ts';
import { type Actor, actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { getContract } from './get-contract.ts';
import { rethrowRefusal } from './refusals.ts';

export interface ContractOwner {
  organisationId: string;
  madeBy: string;
  actor: Actor;
}

/**
 * Agrees on a regular flow. Its goods are screened, its tractors and their countries are looked at; that the quota has room for it is one statement
 * with the contract itself (make_framework_contract in prisma/migrations).
 *
 * @throws apiError CHECKPOINT_NOT_FOUND, FLEET_UNIT_NOT_FOUND, VEHICLE_COUNTRY_NOT_ADMITTED, CARGO_BLOCKED, INVALID_INPUT where it is over already,
 *   FRAMEWORK_OVER_QUOTA with the largest number possible, IDEMPOTENCY_KEY_REUSED
 */
export async function createContract(
  db: Database,
  now: Date,
  { organisationId, madeBy, actor }: ContractOwner,
  { scope, key, requestHash }: WriteIntent,
  wish: NewFrameworkContract,
): Promise<FrameworkContract> {
  const checkpoint = await db.checkpoint.findUnique({ where: { id: wish.checkpointId } });
  if (!checkpoint) throw apiError('CHECKPOINT_NOT_FOUND', { field: 'checkpointId' });
  if (new Date(`${wish.validTo}T23:59:59Z`) <= now)
    throw apiError('INVALID_INPUT', { field: 'validTo', hint: 'that day is over' });
  const tractors = await listTractors(db, organisationId);
  assertTractors(tractors, wish.unitIds, checkpoint);
  const [first] = wish.unitIds.length > 0 ? tractors.filter(({ id }) => wish.unitIds.includes(id)) : tractors;
  const vehicle = { plate: first?.plate ?? '', vin: first?.vin ?? '', country: first?.country ?? 'KZ' };
  const { checkpointId, direction, cargo } = wish;
  const [screened] = await screenTrucks(db, now, organisationId, [{ checkpointId, direction, vehicle, cargo }]);
  if (screened!.channel === 'blocked') throw cargoBlocked(screened!.rules);

  const { name, trucksPerDay, weekdays, fromTime, toTime, isFlexible, validFrom, validTo, unitIds } = wish;
  const row = {
    ...{ id: randomUUID(), organisation_id: organisationId, made_by: madeBy, made_at: now, state: 'active' },
    ...{ name, checkpoint_id: checkpointId, direction, trucks_per_day: trucksPerDay, cargo },
    ...{ weekdays: [...new Set(weekdays)].toSorted(), from_time: fromTime, to_time: toTime, is_flexible: isFlexible },
    ...{ valid_from: validFrom, valid_to: validTo, unit_ids: unitIds },
  };
  const [made] = await db.$queryRaw<{ id: string }[]>`
    SELECT make_framework_contract(${scope}, ${key}, ${requestHash}, ${JSON.stringify(row)}::jsonb, act_as(${actorText(actor)}, ${now})) AS id`.catch(
    async (error) => {
      const [room] = await db.$queryRaw<{ room: number }[]>`
        SELECT framework_room(NULL::uuid, ${organisationId}, ${checkpointId}, ${direction}, ${row.weekdays}::int[], ${validFrom}::date, ${validTo}::date, ${now}) AS room`;
      return rethrowRefusal(error, room!.room);
    },
  );
  return getContract(db, now, organisationId, made!.id);
}

function assertTractors(
  tractors: readonly FleetUnitFacts[],
  unitIds: readonly string[],
  { access, neighbour }: { access: string; neighbour: string },
) {
  for (const [index, unitId] of unitIds.entries()) {
    const tractor = tractors.find(({ id }) => id === unitId);
    if (!tractor)
      throw apiError('FLEET_UNIT_NOT_FOUND', { field: `unitIds[${index}]`, hint: 'a tractor of your fleet' });
    if (access === 'bilateral' && !['KZ', neighbour].includes(tractor.country))
      throw apiError('VEHICLE_COUNTRY_NOT_ADMITTED', {
        field: `unitIds[${index}]`,
        hint: `${tractor.plate}: only KZ and ${neighbour} cross there`,
      });
  }
}
