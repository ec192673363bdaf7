import { randomUUID } from 'node:crypto';
import type { Finding, Proposal } from '../../shared/contract/proposals.ts';
import { posts, sideOfPost } from '../../shared/gate-steps.ts';
import { readRules } from '../corridors/index.ts';
import { type CheckpointRules, sideHourAt } from '../corridors/rules/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import type { Logger } from '../platform/log.ts';
import { comparePost, findHeavier, isNormalAgain, isSame } from './compare-post.ts';
import { draftRegime } from './draft-regime.ts';
import { hourMs, measurePosts, type PostHour } from './measure-posts.ts';
import { readPostEvents } from './read-post-events.ts';
import {
  findDecided,
  type KnownProposal,
  readKnownProposals,
  saveProposal,
  withdrawProposal,
} from './save-proposal.ts';

/** Three days are looked at: a change that is older was proposed long ago, or cannot be told from what is usual there. */
const windowHours = 72;
/** Rules that are over are kept so long by readRules(), and so are asked for as of then. */
const rulesAsOfHoursAgo = 24;
/** A planner who said no is asked again when it is so much worse than then. */
const clearlyWorse = 1.25;
/** A post that was normal for a day since then is slow anew. */
const sameForHours = 24;

export interface ProposalParts {
  db: Database;
  clock: Clock;
  log: Logger;
}

/**
 * One round: what every post did in the last whole hours beside its parameters, with the shifts and regimes that were in force. Makes proposals, and
 * withdraws open ones of posts that are as they should be again. Changes no parameter. Safe to repeat and to be killed anywhere: one open proposal
 * of a post is all that the database takes.
 */
export async function makeProposals({ db, clock, log }: ProposalParts, stopping?: AbortSignal): Promise<void> {
  const now = clock.now();
  const asOf = new Date(now.getTime() - rulesAsOfHoursAgo * hourMs);
  const [all, queueRules] = await Promise.all([readRules(db, asOf), db.queueRule.findMany()]);
  const stripPlaces = new Map(queueRules.map((rule) => [rule.checkpointId, rule.stripPlaces]));
  for (const rules of all) {
    if (stopping?.aborted) return;
    try {
      await lookAt(db, now, rules, stripPlaces.get(rules.id) ?? Number.POSITIVE_INFINITY);
    } catch (error) {
      log.error({ err: error, checkpointId: rules.id }, 'proposals');
    }
  }
}

async function lookAt(db: Database, now: Date, rules: CheckpointRules, stripPlaces: number) {
  const toMs = Math.floor(now.getTime() / hourMs) * hourMs;
  const fromMs = toMs - windowHours * hourMs;
  const [eventsOf, known] = await Promise.all([
    readPostEvents(db, rules.id, new Date(fromMs), new Date(toMs)),
    readKnownProposals(db, rules.id),
  ]);
  for (const direction of ['out', 'in'] as const) {
    const { source, events } = eventsOf(direction);
    if (events.length === 0) continue;
    const measured = measurePosts(events, { fromMs, toMs, stripPlaces });
    for (const post of posts) {
      const where = { checkpointId: rules.id, direction, side: sideOfPost(direction, post), source };
      const ours = known.filter((one) => isAt(one, where));
      await decide(db, now, rules, where, hoursSinceDecided(measured[post], ours), ours);
    }
  }
}

type Where = Pick<Proposal, 'checkpointId' | 'direction' | 'side' | 'source'>;

const isAt = (a: Where, b: Where) => a.direction === b.direction && a.side === b.side && a.source === b.source;

/** What a planner has decided about, or was withdrawn, must not lead to the next proposal. */
function hoursSinceDecided(hours: readonly PostHour[], known: readonly KnownProposal[]): PostHour[] {
  const decided = known.map(({ decidedAt }) => decidedAt?.getTime() ?? 0);
  return hours.filter(({ startsAtMs }) => startsAtMs >= Math.max(0, ...decided));
}

async function decide(
  db: Database,
  now: Date,
  rules: CheckpointRules,
  where: Where,
  hours: readonly PostHour[],
  known: readonly KnownProposal[],
) {
  const comparisons = comparePost(hours, (atMs) => sideHourAt(rules, where.direction, where.side, atMs));
  const open = known.find(({ state }) => state === 'open');
  if (open) {
    if (open.findings.every((finding) => isNormalAgain(comparisons, finding))) await withdrawProposal(db, now, open.id);
    return;
  }
  const findings = findHeavier(comparisons).filter((finding) => !isDecided(finding, hours, known));
  if (findings.length === 0) return;
  const proposal = { id: randomUUID(), ...where };
  await saveProposal(db, now, { ...proposal, draft: draftRegime(proposal, findings, rules, now), findings });
}

/** Whether a planner has spoken about it: it was there a day after, and is not clearly worse. */
function isDecided(finding: Finding, hours: readonly PostHour[], known: readonly KnownProposal[]): boolean {
  const first = hours[0]!.startsAtMs;
  return findDecided(known).some(({ decidedAt, findings }) => {
    const before = findings.find((one) => isSame(one, finding));
    const isOlder = Date.parse(finding.changedAt) <= Math.max(first, decidedAt.getTime()) + sameForHours * hourMs;
    return before !== undefined && isOlder && finding.factor < clearlyWorse * before.factor;
  });
}
