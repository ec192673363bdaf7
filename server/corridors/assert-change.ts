import { DateTime } from 'luxon';
import type { Change } from '../../shared/contract/changes.ts';
import type { Database } from '../platform/database/client.ts';
import type { Checkpoint as CheckpointRow } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';

/** What lasts longer is a change of the calendar or of the status, which is not announced but decided. */
export const periodDaysMax = 366;

/**
 * Refuses a change that says nothing or cannot be, before anything of it is stored or computed. What a schema can see, shares over one or minutes
 * below zero, the contract has refused.
 *
 * @throws apiError CHECKPOINT_NOT_FOUND, REGIME_NOT_FOUND, CLOSURE_NOT_FOUND, SHIFT_NOT_FOUND or INVALID_INPUT, with the field as it stands in a body of
 *   `{change}` and what to do about it
 */
export async function assertChange(db: Database, now: Date, change: Change): Promise<void> {
  switch (change.kind) {
    case 'regime':
      assertPeriod(now, change.regime, 'change.regime');
      await assertTemplate(db, change.regime.templateId);
      return assertSomeOpen(await getCheckpoints(db, change.regime.checkpointIds, 'change.regime.checkpointIds'));
    case 'end-regime': {
      const regime = await db.inspectionRegime.findUnique({ where: { id: change.regimeId } });
      if (!regime)
        throw apiError('REGIME_NOT_FOUND', { field: 'change.regimeId', hint: 'GET /api/regimes lists them' });
      const until = earlier(regime.endsAt, regime.endedAt);
      assertNotOver(now, until, 'change.regimeId');
      return assertSooner(now, change.endsAt, until);
    }
    case 'closure':
      assertPeriod(now, change, 'change');
      assertAllOpen(await getCheckpoints(db, [change.checkpointId], 'change.checkpointId'), ['change.checkpointId']);
      return assertNotClosedThen(db, change);
    case 'end-closure': {
      const closure = await db.closure.findUnique({ where: { id: change.closureId } });
      if (!closure) throw apiError('CLOSURE_NOT_FOUND', { field: 'change.closureId' });
      return assertNotOver(now, earlier(closure.endsAt, closure.endedAt), 'change.closureId');
    }
    case 'shift':
      assertPeriod(now, change, 'change');
      return assertAllOpen(await getCheckpoints(db, [change.checkpointId], 'change.checkpointId'), [
        'change.checkpointId',
      ]);
    case 'end-shift': {
      const shift = await db.shift.findUnique({ where: { id: change.shiftId } });
      if (!shift) throw apiError('SHIFT_NOT_FOUND', { field: 'change.shiftId' });
      return assertNotOver(now, earlier(shift.endsAt, shift.endedAt), 'change.shiftId');
    }
    case 'hours':
    case 'calendar':
      await getCheckpoints(db, [change.checkpointId], 'change.checkpointId');
      return;
    case 'transfer':
      assertPeriod(now, change, 'change');
      return assertTransfer(db, change);
  }
}

function assertPeriod(
  now: Date,
  { startsAt, endsAt }: { startsAt: string; endsAt: string | null },
  path: string,
): void {
  const from = DateTime.fromISO(startsAt);
  const farOff = Math.abs(from.diff(DateTime.fromJSDate(now), 'days').days) > periodDaysMax;
  if (farOff) throw wrong(`${path}.startsAt`, `it must lie within ${periodDaysMax} days of now`);
  if (endsAt === null) return;
  const to = DateTime.fromISO(endsAt);
  if (to <= from) throw wrong(`${path}.endsAt`, 'it must be later than startsAt');
  if (to.toJSDate() <= now) throw wrong(`${path}.endsAt`, 'this period is over already');
  if (to.diff(from, 'days').days > periodDaysMax)
    throw wrong(
      `${path}.endsAt`,
      `a period lasts at most ${periodDaysMax} days; leave a regime open, or change the hours`,
    );
}

async function assertTemplate(db: Database, templateId: string | null): Promise<void> {
  if (templateId !== null && (await db.regimeTemplate.count({ where: { id: templateId } })) === 0)
    throw wrong('change.regime.templateId', 'GET /api/regime-templates lists them');
}

/** In the order in which they were named. */
async function getCheckpoints(db: Database, ids: readonly string[], field: string): Promise<CheckpointRow[]> {
  const rows = await db.checkpoint.findMany({ where: { id: { in: [...ids] } } });
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw apiError('CHECKPOINT_NOT_FOUND', { field, hint: `"${id}"; GET /api/checkpoints lists them` });
    return row;
  });
}

const alreadyClosed = 'it is closed: open it first by a change of its hours';

function assertAllOpen(checkpoints: readonly CheckpointRow[], fields: readonly string[]): void {
  const closed = checkpoints.findIndex(({ status }) => status === 'closed');
  if (closed >= 0) throw wrong(fields[closed]!, alreadyClosed);
}

/** Checks that are announced for a whole border name the checkpoints that are closed, too. */
function assertSomeOpen(checkpoints: readonly CheckpointRow[]): void {
  if (checkpoints.every(({ status }) => status === 'closed')) throw wrong('change.regime.checkpointIds', alreadyClosed);
}

async function assertNotClosedThen(db: Database, change: Extract<Change, { kind: 'closure' }>): Promise<void> {
  const { checkpointId, direction } = change;
  const [startsAt, endsAt] = [new Date(change.startsAt), new Date(change.endsAt)];
  const around = await db.closure.findFirst({
    where: {
      checkpointId,
      startsAt: { lte: startsAt },
      endsAt: { gte: endsAt },
      AND: [
        { OR: [{ endedAt: null }, { endedAt: { gte: endsAt } }] },
        { OR: [{ direction: null }, ...(direction === null ? [] : [{ direction }])] },
      ],
    },
  });
  if (around) throw wrong('change.startsAt', `it is closed then already: ${around.reason}`);
}

async function assertTransfer(db: Database, change: Extract<Change, { kind: 'transfer' }>): Promise<void> {
  const fields = ['change.fromCheckpointId', 'change.toCheckpointId'];
  if (change.fromCheckpointId === change.toCheckpointId) throw wrong(fields[1]!, 'name another checkpoint');
  const [from] = await getCheckpoints(db, [change.fromCheckpointId], fields[0]!);
  const [to] = await getCheckpoints(db, [change.toCheckpointId], fields[1]!);
  if (from!.neighbour !== to!.neighbour)
    throw wrong(fields[1]!, `it leads to ${to!.neighbour}, not to ${from!.neighbour}`);
  assertAllOpen([to!], [fields[1]!]);
}

function assertNotOver(now: Date, until: Date | null, field: string): void {
  if (until !== null && until <= now) throw wrong(field, 'it is over already');
}

/** An end can be brought forward and not put off: what was told to carriers would change without a word. */
function assertSooner(now: Date, endsAt: string | null, until: Date | null): void {
  if (endsAt === null) return;
  if (new Date(endsAt) < now) throw wrong('change.endsAt', 'it must not lie in the past; leave it out to end it now');
  if (until !== null && new Date(endsAt) >= until)
    throw wrong('change.endsAt', 'it ends sooner anyway; announce another regime to go on');
}

const earlier = (one: Date | null, other: Date | null) =>
  one !== null && other !== null && other < one ? other : (one ?? other);

const wrong = (field: string, hint: string) => apiError('INVALID_INPUT', { field, hint });
