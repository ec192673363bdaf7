import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { assign } from '../assign/assign.ts';
import { checkCertificate } from '../certificate.ts';
import { planDailyQuota } from '../policies/daily-quota.ts';
import { planFirstCome } from '../policies/first-come.ts';
import { planPriorityFirst } from '../policies/priority-first.ts';
import { planRationBySchedule } from '../policies/ration-by-schedule.ts';
import { InputError } from './input-error.ts';
import { type Decision, readPlan, writePlan } from './plan-file.ts';
import { type NamedProblem, readProblem } from './read-problem.ts';

/** `npm run -s plan -- problem.json > plan.json`. See docs/planning-format.md. */
const USAGE =
  'plan <problem.json> [--policy best|first-come|priority-first|ration-by-schedule|daily-quota] [--slots-per-day 48] [--seed text] [--check plan.json]';

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
  const named = await readProblem(createReadStream(file, 'utf8'), values.seed);
  if (values.check !== undefined) return check(named, await readFile(values.check, 'utf8'));
  await pipeline(Readable.from(writePlan(named, decide(named))), process.stdout, { end: false });
  return 0;
}

function decide({ problem }: NamedProblem): Decision {
  const policies: Record<string, () => Omit<Decision, 'seed'>> = {
    best: () => assign(problem),
    'first-come': () => planFirstCome(problem),
    'priority-first': () => planPriorityFirst(problem),
    'ration-by-schedule': () => planRationBySchedule(problem),
    'daily-quota': () => planDailyQuota(problem, readSlotsPerDay()),
  };
  const policy = Object.hasOwn(policies, values.policy) ? policies[values.policy] : undefined;
  if (!policy) throw new InputError('--policy', `'${values.policy}' is none of ${Object.keys(policies).join(', ')}`);
  return { ...policy(), seed: problem.seed };
}

/** Says whether the plan is what it says it is: 0 and "proved", or 1 and what is wrong. */
function check(named: NamedProblem, text: string): number {
  const report = checkCertificate(named.problem, readPlan(text, named));
  for (const fault of report.faults) console.error(fault);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return report.optimal ? 0 : 1;
}

function readSlotsPerDay(): number {
  const slots = Number(values['slots-per-day']);
  if (!Number.isInteger(slots) || slots < 1)
    throw new InputError('--slots-per-day', `'${values['slots-per-day']}' is no number of slots`);
  return slots;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        policy: { type: 'string', default: 'best' },
        'slots-per-day': { type: 'string', default: '48' },
        seed: { type: 'string', default: 'otkel' },
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
