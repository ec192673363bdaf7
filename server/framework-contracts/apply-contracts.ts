import { createHash, randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { cargoSchema } from '../../shared/contract/bookings.ts';
import type { Direction } from '../../shared/words.ts';
import { againWhileStale, consignmentColumns, noteBlocked, screenTrucks } from '../compliance/index.ts';
import { type FleetUnitFacts, listTractors } from '../fleet/index.ts';
import { getScheduledRounds } from '../plans/index.ts';
import { actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { Checkpoint, FrameworkContract as ContractRow } from '../platform/database/generated/client.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';
import { type ContractDay, listContractDays } from './contract-days.ts';

const actor = actorText({ kind: 'job', id: 'framework-contracts' });

interface DueDay extends ContractDay {
  contract: ContractRow;
  checkpoint: Checkpoint;
}

interface Horizon {
  from: Date;
  to: Date;
}

/**
 * Applies for the days of framework contracts that the open round reaches, the nearest day first: a tractor has one open application, so a near day must not
 * find it promised to a far one. What a round had no place for is tried again in the next while its window lasts. Contracts that are over are ended.
 *
 * One statement for each day (apply_framework_day in prisma/migrations), with ids that follow from contract, day and plate: safe to repeat, for several
 * processes at once, and to be killed in between.
 */
export async function applyFrameworkContracts(db: Database, now: Date, stopping?: AbortSignal): Promise<void> {
  await endContractsThatAreOver(db, now);
  const horizon = await findHorizon(db, now);
  if (!horizon) return; // no round is open: the job that keeps them opens one
  for (const due of await listDueDays(db, horizon)) {
    if (stopping?.aborted) return;
    await againWhileStale(() => applyDay(db, now, horizon, due));
  }
}

async function endContractsThatAreOver(db: Database, now: Date) {
  await db.$queryRaw`
    WITH acting AS (SELECT act_as(${actor}, ${now}) AS at)
    UPDATE framework_contract f SET state = 'ended', ended_at = acting.at FROM checkpoint c, acting
    WHERE c.id = f.checkpoint_id AND f.state <> 'ended' AND f.valid_to < (${now}::timestamptz AT TIME ZONE c.kz_zone)::date - 1`;
}

/** What the open round will place: what begins between its planning and its horizon. */
async function findHorizon(db: Database, now: Date): Promise<Horizon | undefined> {
  const { schedule, openRound } = await getScheduledRounds(db);
  if (!openRound) return undefined;
  const planning = new Date(openRound.planningAt);
  const from = planning > now ? planning : now;
  return { from, to: DateTime.fromJSDate(from).plus({ days: schedule.horizonDays }).toJSDate() };
}

async function listDueDays(db: Database, horizon: Horizon): Promise<DueDay[]> {
  const contracts = await db.frameworkContract.findMany({
    where: { state: 'active' },
    orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
  });
  const checkpoints = await db.checkpoint.findMany({ where: { id: { in: contracts.map((row) => row.checkpointId) } } });
  const iso = (day: Date) => day.toISOString().slice(0, 10);
  const days = contracts.flatMap((contract) => {
    const checkpoint = checkpoints.find(({ id }) => id === contract.checkpointId)!;
    const calendar = { ...contract, validFrom: iso(contract.validFrom), validTo: iso(contract.validTo) };
    return listContractDays(calendar, checkpoint.kzZone, horizon).map((day) => ({ ...day, contract, checkpoint }));
  });
  return days.toSorted((a, b) => a.from.getTime() - b.from.getTime());
}

async function applyDay(db: Database, now: Date, horizon: Horizon, { day, from, to, contract, checkpoint }: DueDay) {
  const { id, organisationId, checkpointId, madeBy } = contract;
  const direction: Direction = contract.direction === 'in' ? 'in' : 'out';
  const cargo = cargoSchema.parse(contract.cargo);
  const isOpen = await hasSlots(db, { checkpointId, direction, from: from > horizon.from ? from : horizon.from, to });
  const tractors = isOpen ? await listFree(db, contract, checkpoint) : [];
  const trucks = tractors.map(({ plate, vin, country }) => ({
    ...{ id: idOf(id, day, plate), checkpointId, direction, cargo, flexible: contract.isFlexible, class: 'general' },
    ...{ earliestAt: from.toISOString(), latestAt: to.toISOString() },
    vehicle: { plate, vin: vin!, country },
  }));
  const screenings = await screenTrucks(db, now, organisationId, trucks);
  const { hsCode, description, grossWeightKg } = cargo;
  const consignment = consignmentColumns(direction, cargo);
  const items = trucks.map(({ vehicle, cargo: _, ...truck }, index) => {
    return { ...truck, ...vehicle, hsCode, description, grossWeightKg, consignment, ...screenings[index]! };
  });
  const [row] = await db.$queryRaw<{ answer: { sent: { id: string; code?: string }[] } }[]>`
    SELECT apply_framework_day(
      ${id}::uuid, ${day}::date, ${randomUUID()}, ${JSON.stringify(items)}::jsonb, ${JSON.stringify(screenings[0]?.versions ?? [])}::jsonb,
      ${horizon.from}, ${isOpen ? null : 'closed'}::text, act_as(${actor}, ${now})) AS answer`.catch(rethrowStale);
  const blocked = row!.answer.sent.filter(({ code }) => code === 'CARGO_BLOCKED').map((sent) => sent.id);
  await noteBlocked(
    db,
    now,
    trucks.flatMap((truck, index) =>
      blocked.includes(truck.id) ? [{ organisationId, madeBy, truck, screened: screenings[index]! }] : [],
    ),
  );
}

function rethrowStale(error: unknown): never {
  const refusal = findRefusal(error);
  if (refusal?.kind === 'rule' && refusal.code === 'SCREENING_STALE') throw apiError('SCREENING_STALE');
  throw error;
}

/** Of the contract's tractors, or of the whole fleet, those that the checkpoint admits and that are promised nowhere; the statement looks again. */
async function listFree(db: Database, contract: ContractRow, { access, neighbour }: Checkpoint) {
  const { organisationId, unitIds } = contract;
  const admitted = ({ id, country }: FleetUnitFacts) =>
    (unitIds.length === 0 || unitIds.includes(id)) && (access !== 'bilateral' || ['KZ', neighbour].includes(country));
  const tractors = (await listTractors(db, organisationId)).filter(admitted);
  const free = await db.$queryRaw<{ plate: string }[]>`
    SELECT plate FROM unnest(${tractors.map(({ plate }) => plate)}::text[], ${tractors.map(({ vin }) => vin ?? '')}::text[]) AS t(plate, vin)
    WHERE vehicle_is_free(plate, vin)`;
  return tractors.filter(({ plate }) => free.some((row) => row.plate === plate));
}

async function hasSlots(
  db: Database,
  { checkpointId, direction, from, to }: { checkpointId: string; direction: string; from: Date; to: Date },
): Promise<boolean> {
  const slot = await db.slot.findFirst({
    where: { checkpointId, direction, startsAt: { gte: from, lt: to }, closedBecause: null, totalPlaces: { gt: 0 } },
    select: { id: true },
  });
  return slot !== null;
}

/** The same truck of the same day is the same application, whoever sends it. In the form of a UUID of version 8. */
function idOf(contractId: string, day: string, plate: string): string {
  const hex = createHash('sha256').update(`${contractId}/${day}/${plate}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
