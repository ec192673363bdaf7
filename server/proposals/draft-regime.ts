import type { Finding, Proposal } from '../../shared/contract/proposals.ts';
import type { RegimeDraft, RegimeEffect } from '../../shared/contract/regimes.ts';
import type { CheckpointRules } from '../corridors/rules/index.ts';

const minutesOf = { documents: 'documentMinutes', scan: 'scanMinutes', examination: 'examinationMinutes' } as const;
const sharesOf = { documents: undefined, scan: 'scanShares', examination: 'examinationShares' } as const;

type Where = Pick<Proposal, 'id' | 'checkpointId' | 'direction' | 'side' | 'source'>;

/** The regime that would make the parameters of a post what was measured, from the first change on and until somebody ends it. */
export function draftRegime(
  { id, checkpointId, direction, side, source }: Where,
  findings: readonly Finding[],
  rules: Pick<CheckpointRules, 'regimes'>,
  now: Date,
): RegimeDraft {
  const [startsAt] = findings.map(({ changedAt }) => changedAt).sort();
  return {
    checkpointIds: [checkpointId],
    side,
    direction,
    startsAt: startsAt!,
    endsAt: null,
    effect: effectOf(findings, paceInForce(rules, direction, side, now.getTime())),
    scope: { kind: 'all' },
    cause: `Measured at the post: ${findings.map(sentence).join('; ')}`,
    source: `${source === 'gate' ? 'gate events' : 'SIMULATED gate events'} of ${sumOf(findings)} trucks; cumulative sum by the hour (Page 1954)`,
    templateId: null,
    proposalId: id,
  };
}

/** An announced pace divides all minutes, and those measured have it in them already: it must not count twice. */
function paceInForce({ regimes }: Pick<CheckpointRules, 'regimes'>, direction: string, side: string, nowMs: number) {
  const inForce = regimes.filter(
    (regime) =>
      regime.side === side &&
      (regime.direction === null || regime.direction === direction) &&
      regime.startsAtMs <= nowMs &&
      (regime.endsAtMs === null || regime.endsAtMs > nowMs),
  );
  return Math.min(1, ...inForce.map(({ effect }) => effect.paceFactor ?? 1));
}

function effectOf(findings: readonly Finding[], pace: number): RegimeEffect {
  const effect: RegimeEffect = {};
  for (const { what, stage, channel, measured } of findings) {
    const shares = sharesOf[stage];
    if (what === 'minutes') effect[minutesOf[stage]] = Math.round(measured * pace * 10) / 10;
    if (what === 'lanes') effect.lanes = Math.max(1, Math.round(measured));
    if (what === 'share' && shares && channel)
      effect[shares] = { ...effect[shares], [channel]: Math.min(1, Math.round(measured * 100) / 100) };
  }
  return effect;
}

const sumOf = (findings: readonly Finding[]) => Math.max(...findings.map(({ trucks }) => trucks));

function sentence({ what, stage, channel, measured, parameter, trucks, hours }: Finding): string {
  const over = `(${trucks} trucks in ${hours} hours)`;
  if (what === 'minutes') return `${stage} ${measured.toFixed(1)} minutes instead of ${parameter.toFixed(1)} ${over}`;
  if (what === 'lanes') return `${measured.toFixed(1)} lanes at work instead of ${parameter.toFixed(1)} ${over}`;
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  return `${percent(measured)} of ${channel} trucks sent to ${stage} instead of ${percent(parameter)} ${over}`;
}
