import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { assign } from '../assign/assign.ts';
import { checkCertificate } from '../certificate.ts';
import { checkFairPlan } from '../fairness/check-fair-plan.ts';
import { MAX_STRENGTH } from '../fairness/fair-terms.ts';
import { planFairly } from '../fairness/plan-fairly.ts';
import { checkItineraryPlan } from '../itinerary/check-itinerary-plan.ts';
import { planItineraries } from '../itinerary/plan-itineraries.ts';
import { inLotteryOrder } from '../lottery-order.ts';
import { planDailyQuota } from '../policies/daily-quota.ts';
import { planFirstCome } from '../policies/first-come.ts';
import { planPriorityFirst } from '../policies/priority-first.ts';
import { planRationBySchedule } from '../policies/ration-by-schedule.ts';
import { planOnlineRepair } from '../repair/online-repair.ts';
import { writeExplanations } from './explain-plan.ts';
import { InputError } from './input-error.ts';
import { readItineraryPlan, writeItineraryPlan } from './itinerary-plan-file.ts';
import { listFalseClaims, listWrongLots } from './list-false-claims.ts';
import { type Decision, readPlan, readSeed, writePlan } from './plan-file.ts';
import { type NamedItineraries, type NamedProblem, readProblemOfAnyKind } from './read-problem.ts';
import { openOutput } from './shed-npm-banner.ts';

/** `npm run plan -- problem.json > plan.json`. See docs/planning-format.md. */
const USAGE =
  'plan <problem.json> [--policy best|first-come|priority-first|ration-by-schedule|daily-quota|online-repair] [--slots-per-day 48] [--moves-each 1] [--fairness strength] [--seed text] [--explain] [--check plan.json]';

// First of all: a file must be left empty by whatever is refused.
const output = openOutput();
const { values, positionals } = readArguments();
try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof InputError) && !isFileError(error)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function run(): Promise<number> {
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new InputError('', `usage: ${USAGE}`);
  const checked = values.check === undefined ? undefined : await readFile(values.check, 'utf8');
  const seed = values.seed ?? (checked === undefined ? 'otkel' : readSeed(checked));
  const named = await readProblemOfAnyKind(createReadStream(file, 'utf8'), seed);
  for (const id of named.duplicates) console.error(`${id}: not planned, its vehicle has another request before it`);
  if ('itineraryProblem' in named) return planLegs(named, checked);
  if (checked !== undefined) return check(named, checked);
  const decision = decide(named);
  const explanations = values.explain ? writeExplanations(named, decision) : undefined;
  await print(writePlan(named, decision, explanations));
  return 0;
}

/** Requests with legs: planned or checked, each with the bound and the gap. */
async function planLegs(named: NamedItineraries, checked: string | undefined): Promise<number> {
  for (const option of ['fairness', 'explain', 'policy'] as const) {
    if (values[option] && values[option] !== 'best')
      throw new InputError(`--${option}`, 'is not there for requests with legs');
  }
  const problem = named.itineraryProblem;
  if (checked === undefined) {
    await print(writeItineraryPlan(named, planItineraries(problem)));
    return 0;
  }
  const plan = readItineraryPlan(checked, named);
  return report(checkItineraryPlan(problem, plan), () => listFalseClaims(checked, writeItineraryPlan(named, plan)));
}

function print(pieces: Iterable<string>): Promise<void> {
  return pipeline(Readable.from(pieces), output, { end: output !== process.stdout });
}

function decide({ problem }: NamedProblem): Decision {
  if (values.fairness !== undefined) {
    if (values.policy !== 'best') throw new InputError('--fairness', `does not go with --policy ${values.policy}`);
    const { exact, ...plan } = planFairly(problem, readStrength(values.fairness));
    return { ...plan, lowerBound: exact.lowerBound, prices: exact.prices };
  }
  const policies: Record<string, () => Omit<Decision, 'seed'>> = {
    best: () => inLotteryOrder(problem, assign),
    'first-come': () => planFirstCome(problem),
    'priority-first': () => planPriorityFirst(problem),
    'ration-by-schedule': () => planRationBySchedule(problem),
    'daily-quota': () => planDailyQuota(problem, readCount('slots-per-day')),
    'online-repair': () =>
      planOnlineRepair(problem, values['moves-each'] ? { movesEach: readCount('moves-each') } : {}),
  };
  const policy = Object.hasOwn(policies, values.policy) ? policies[values.policy] : undefined;
  if (!policy) throw new InputError('--policy', `'${values.policy}' is none of ${Object.keys(policies).join(', ')}`);
  return { ...policy(), seed: problem.seed };
}

/** Says whether the plan is what it says it is: 0 and "proved", or 1 and what is wrong. */
function check(named: NamedProblem, text: string): number {
  const plan = readPlan(text, named);
  const listOthers = () => listFalseClaims(text, writePlan(named, plan));
  if (plan.fairness) return report(checkFairPlan(named.problem, plan, plan.fairness), listOthers);
  const certificate = checkCertificate(named.problem, plan);
  return report(certificate, () => [...listOthers(), ...listWrongLots(named, plan)]);
}

/** @param listOthers what else the file says that is not so; asked for only where cells and sums are sound */
function report(
  found: { readonly faults: readonly string[]; readonly optimal?: boolean },
  listOthers: () => string[],
): number {
  const faults = found.faults.length > 0 ? found.faults : listOthers();
  for (const fault of faults) console.error(fault);
  const claim = found.optimal && { optimal: faults.length === 0 };
  output.write(`${JSON.stringify({ ...found, faults, ...claim })}\n`);
  return faults.length === 0 && found.optimal !== false ? 0 : 1;
}

function readStrength(text: string): number {
  const strength = Number(text);
  if (text.trim() === '' || !(strength >= 0 && strength <= MAX_STRENGTH))
    throw new InputError('--fairness', `'${text}' is no number from 0 to ${MAX_STRENGTH}`);
  return strength;
}

function readCount(option: 'slots-per-day' | 'moves-each'): number {
  const count = Number(values[option]);
  if (!Number.isInteger(count) || count < 1)
    throw new InputError(`--${option}`, `'${values[option]}' is no number from 1 on`);
  return count;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        policy: { type: 'string', default: 'best' },
        'slots-per-day': { type: 'string', default: '48' },
        'moves-each': { type: 'string' },
        fairness: { type: 'string' },
        seed: { type: 'string' },
        explain: { type: 'boolean', default: false },
        check: { type: 'string' },
      },
    });
  } catch (error) {
    console.error(`${(error as Error).message}\nusage: ${USAGE}`);
    process.exit(2);
  }
}

function isFileError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
