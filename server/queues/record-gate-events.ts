import type { GateEvent, GateResult } from '../../shared/contract/gate.ts';
import type { QueueSource, QueueStatus } from '../../shared/contract/queues.ts';
import type { PassageState, Post } from '../../shared/gate-steps.ts';
import { rescreenApplications } from '../compliance/index.ts';
import { type Actor, actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import type { Signer } from '../platform/signatures.ts';
import { fromOf, hintOf, type Refusal, refusedResult } from './gate-refusals.ts';
import { readPass } from './passes.ts';
import type { QueueFeed } from './queue-feed.ts';

export interface GateParts {
  db: Database;
  feed: QueueFeed;
  signer: Signer;
}

export interface Recording {
  checkpointId: string;
  /** A user, or `otkel` for a job. */
  recordedBy: string;
  source: QueueSource;
}

interface Recorded {
  outcome: 'applied' | 'late';
  bookingId: string;
  plate: string;
  state: PassageState;
  post: Post | null;
  punctuality: 'early' | 'on-time' | 'late' | null;
}
type Answer = Recorded | Refusal;

/**
 * Records what happened to trucks at one checkpoint, in the order in which it happened; one statement is all of it (record_gate_events in
 * prisma/migrations). Each event is judged by itself: what cannot be is refused with its reason, and the others stand.
 *
 * @returns in the order of the events
 */
export async function recordGateEvents(
  parts: GateParts,
  now: Date,
  recording: Recording,
  events: readonly GateEvent[],
): Promise<GateResult[]> {
  const answers = await judge(parts, now, recording, events);
  return events.map((event, index) => {
    const answer = answers[index]!;
    if ('code' in answer) return refusedResult(event, answer);
    const { outcome, bookingId, plate, state, post, punctuality } = answer;
    return { id: event.id, outcome, truck: { bookingId, plate, state, post, punctuality }, error: null };
  });
}

/** One event; what is refused in a batch is thrown here. @throws apiError of its refusal */
export async function recordGateEvent(
  parts: GateParts,
  now: Date,
  recording: Recording,
  event: GateEvent,
): Promise<GateResult> {
  const [answer] = await judge(parts, now, recording, [event]);
  if (!answer || 'code' in answer) throw refusalError(event, answer!);
  const { outcome, bookingId, plate, state, post, punctuality } = answer;
  return { id: event.id, outcome, truck: { bookingId, plate, state, post, punctuality }, error: null };
}

async function judge(
  { db, feed, signer }: GateParts,
  now: Date,
  { checkpointId, recordedBy, source }: Recording,
  events: readonly GateEvent[],
): Promise<Answer[]> {
  const read = await Promise.all(events.map((event) => readTruck({ db, signer }, now, event)));
  const known = events.flatMap(({ truck: _, ...event }, index) => {
    const truck = read[index]!;
    return 'code' in truck ? [] : [{ ...event, ...truck, source }];
  });
  const recorder: Actor =
    recordedBy === 'otkel' ? { kind: 'job', id: 'tend-queues' } : { kind: 'person', id: recordedBy, role: 'officer' };
  const recordAll = async () => {
    const [row] = await db.$queryRaw<{ recorded: { answers: Answer[] | null; statuses: QueueStatus[] } }[]>`
      SELECT record_gate_events(${checkpointId}, ${JSON.stringify(known)}::jsonb, ${recordedBy},
        act_as(${actorText(recorder)}, ${now})) AS recorded`;
    const { answers, statuses } = row!.recorded;
    feed.changed(statuses);
    return answers ?? [];
  };

  let answers = await recordAll();
  for (let attempt = 1; attempt < attemptsMax && listStale(answers).length > 0; attempt++) {
    await rescreenApplications(db, now, listStale(answers));
    answers = await recordAll(); // what is recorded already is answered as it was
  }
  const rest = [...answers];
  return read.map((truck) => ('code' in truck ? truck : rest.shift()!));
}

/** Lists change a few times a day; all four of them may be imported one after the other. */
const attemptsMax = 5;

/** Applications of trucks that were to be called and have to be screened first: other lists are in force than when they were. */
function listStale(answers: readonly Answer[]): string[] {
  return answers.flatMap((answer) => ('code' in answer && answer.applicationId ? [answer.applicationId] : []));
}

/** What the database can look up: a booking or a plate; a pass is opened here. */
async function readTruck(
  parts: Pick<GateParts, 'db' | 'signer'>,
  now: Date,
  { truck, happenedAt }: GateEvent,
): Promise<{ bookingId: string } | { plate: string } | Refusal> {
  if (!('pass' in truck)) return truck;
  // A pass must have been good when it was shown; a clock that runs ahead makes none expire.
  const shownAt = new Date(Math.min(Date.parse(happenedAt), now.getTime()));
  const opened = await readPass(parts, truck.pass, shownAt, now);
  return 'code' in opened ? { ...opened, field: 'truck.pass' } : opened;
}

function refusalError(event: GateEvent, refusal: Refusal) {
  const hint = hintOf(refusal, event);
  const from = fromOf(refusal);
  return apiError(refusal.code, {
    ...(refusal.field ? { field: refusal.field } : {}),
    ...(hint ? { hint } : {}),
    ...(from ? { from, step: event.step } : {}),
    ...(refusal.rules ? { rules: refusal.rules } : {}),
  });
}
