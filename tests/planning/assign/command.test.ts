import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { readProblem } from '../../../server/planning/cli/read-problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'plan-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const problem = {
  delayCost: { linear: 10, quadratic: 1 },
  checkpoints: [
    {
      id: 'syrym-out',
      slots: [
        [1, 1, 0],
        [1, 1, 1],
        [1, 0, 0],
      ],
    },
    {
      id: 'mashtakovo-out',
      slots: [
        [0, 0, 0],
        [1, 1, 1],
      ],
    },
  ],
  carrierQuota: { c2: 0 },
  requests: [
    {
      id: 'r1',
      carrier: 'c1',
      channel: 'green',
      weight: 1,
      penalty: 4000,
      windows: [{ checkpoint: 'syrym-out', first: 0, length: 3, detour: 0 }],
    },
    {
      id: 'r2',
      carrier: 'c1',
      channel: 'red',
      weight: 2,
      penalty: 8000,
      windows: [{ checkpoint: 'syrym-out', first: 0, length: 3 }],
    },
    {
      id: 'r3',
      carrier: 'c2',
      channel: 'green',
      weight: 1,
      penalty: 4000,
      windows: [{ checkpoint: 'mashtakovo-out', first: 0, length: 2 }],
    },
  ],
};

function plan(input: unknown, ...options: string[]) {
  const file = join(folder, 'problem.json');
  writeFileSync(file, typeof input === 'string' ? input : JSON.stringify(input));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'server/planning/cli/plan.ts', file, ...options],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe('npm run plan', () => {
  it('writes the best plan, which --check proves, and finds out a changed one', () => {
    const { status, stdout } = plan(problem, '--seed', 'spring');
    expect(status).toBe(0);
    const written = JSON.parse(stdout);
    expect(written).toMatchObject({
      objective: 0 + 22 + 4000,
      lowerBound: 4022,
      seed: 'spring',
      unassigned: ['r3'],
      assignments: {
        r1: { checkpoint: 'syrym-out', slot: 0, cost: 0 },
        r2: { checkpoint: 'syrym-out', slot: 1, cost: 22 },
      },
    });
    const file = join(folder, 'plan.json');
    writeFileSync(file, stdout);
    expect(plan(problem, '--check', file)).toMatchObject({ status: 0, stderr: '' });

    written.assignments.r1.slot = 1;
    writeFileSync(file, JSON.stringify(written));
    const report = plan(problem, '--check', file);
    expect(report.status).toBe(1);
    expect(report.stderr).toContain('cell 1 has 1 places (total) and 2 trucks');
  });

  describe('--check finds out', () => {
    const twin = { channel: 'green', weight: 1, penalty: 4000, windows: [{ checkpoint: 'a', first: 0, length: 2 }] };
    const three = {
      delayCost: { linear: 10, quadratic: 1 },
      checkpoints: [
        {
          id: 'a',
          slots: [
            [1, 1, 1],
            [1, 1, 1],
          ],
        },
      ],
      requests: ['r1', 'r2', 'r3'].map((id) => ({ id, ...twin })),
    };
    const made = JSON.parse(plan(three, '--seed', 'of its own').stdout);
    const [first, second] = Object.keys(made.assignments) as [string, string];
    const checked = (changed: object) => {
      const file = join(folder, 'claims.json');
      writeFileSync(file, JSON.stringify(changed));
      return plan(three, '--check', file);
    };

    it('nothing where the plan is what it says, with the seed that it names', () => {
      expect(checked(made)).toMatchObject({ status: 0, stderr: '' });
    });

    it.each([
      [
        'a cost',
        { assignments: { ...made.assignments, [first]: { ...made.assignments[first], cost: 7 } } },
        `${first} is`,
      ],
      ['who is left out', { unassigned: [] }, 'unassigned are 1'],
      [
        'lots that were not kept',
        { assignments: { [first]: made.assignments[second], [second]: made.assignments[first] } },
        'drew a smaller lot',
      ],
      ['a seed of which these are not the lots', { seed: 'another 2' }, 'drew a smaller lot'],
    ])('%s', (_, change, fault) => {
      const { status, stdout, stderr } = checked({ ...made, ...change });
      expect([status, JSON.parse(stdout).optimal]).toEqual([1, false]);
      expect(stderr).toContain(fault);
    });
  });

  it('follows a policy', () => {
    const { status, stdout } = plan(problem, '--policy', 'first-come');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ objective: 4022, lowerBound: null, prices: null });
  });

  it('repairs online, with a limit to the moves of each truck', () => {
    const repaired = plan(problem, '--policy', 'online-repair', '--moves-each', '1');
    expect(JSON.parse(repaired.stdout)).toMatchObject({ objective: 4022, lowerBound: null });
    expect(plan(problem, '--policy', 'online-repair', '--moves-each', 'none')).toMatchObject({ status: 2, stdout: '' });
  });

  it('names the requests of a vehicle that had asked before', () => {
    const requests = [
      { ...problem.requests[0], vehicle: 'KZ 123' },
      { ...problem.requests[0], id: 'again', vehicle: 'KZ 123' },
    ];
    const { stdout, stderr } = plan({ ...problem, requests });
    expect(JSON.parse(stdout)).toMatchObject({ objective: 4000, lowerBound: 4000, unassigned: ['again'] });
    expect(stderr).toContain('again: ');
  });

  it.each([
    ['no JSON', '{"delayCost": {"linear": 1', 'delayCost: not JSON'],
    ['a broken request', '{"requests": [{"id": "r1"}, {"id" "r2"}]}', 'requests[0].channel'],
    ['JSON broken in a request', '{"requests": [{"id" "r2"}]}', 'requests[0]: not JSON'],
    ['text after the end', `${JSON.stringify(problem)} x`, 'goes on'],
    ['an unknown member', { ...problem, delaycost: 1 }, 'delaycost: is not known'],
    ['no delay cost', { ...problem, delayCost: undefined }, 'delayCost: '],
    [
      'an unknown checkpoint',
      change({ windows: [{ checkpoint: 'nowhere', first: 0, length: 1 }] }),
      'requests[0].windows[0].checkpoint',
    ],
    ['a negative count', { ...problem, checkpoints: [{ id: 'a', slots: [[-1, 0, 0]] }] }, 'checkpoints[0].slots[0][0]'],
    [
      'a fractional count',
      { ...problem, checkpoints: [{ id: 'a', slots: [[1.5, 0, 0]] }] },
      'checkpoints[0].slots[0][0]',
    ],
    [
      'counts out of order',
      { ...problem, checkpoints: [{ id: 'a', slots: [[1, 2, 0]] }] },
      'checkpoints[0].slots[0]: must be',
    ],
    [
      'a window past the horizon',
      change({ windows: [{ checkpoint: 'syrym-out', first: 2, length: 2 }] }),
      'requests[0].windows[0].length',
    ],
    [
      'a current slot past the horizon',
      change({ current: { checkpoint: 'syrym-out', slot: 3 } }),
      'requests[0].current.slot',
    ],
    ['two requests with one id', change({ id: 'r3' }), 'requests[2].id'],
    ['a penalty that overflows', change({ penalty: 2 ** 40 }), 'requests[0].penalty'],
    ['an unknown channel', change({ channel: 'blue' }), 'requests[0].channel'],
  ])('refuses %s with the path', async (_, input, message) => {
    const text = typeof input === 'string' ? input : JSON.stringify(input);
    await expect(readProblem(Readable.from([text]), 'seed')).rejects.toThrow(message);
  });

  it('prints what it refuses, exits with 2 and writes no plan', () => {
    const { status, stdout, stderr } = plan(change({ weight: -1 }));
    expect(stderr).toContain('requests[0].weight: ');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  it('refuses what it cannot do', () => {
    expect(plan(problem, '--policy', 'luck')).toMatchObject({ status: 2, stdout: '' });
    expect(plan(problem, '--check', join(folder, 'nothing.json'))).toMatchObject({ status: 2, stdout: '' });
  });
});

/** Through npm and a shell, as it is typed: npm prints two lines of its own to the same file before the command starts. */
describe('npm run plan -- problem.json > plan.json', () => {
  const input = join(folder, 'typed.json');
  const output = join(folder, 'typed-plan.json');

  function type(redirect: string, changed: unknown = problem, run = 'npm run') {
    writeFileSync(input, JSON.stringify(changed));
    const { status, stdout } = spawnSync('sh', ['-c', `${run} plan -- "$0" ${redirect}`, input, output], {
      encoding: 'utf8',
    });
    return { status, stdout };
  }

  it('writes a plan file and nothing else', () => {
    expect(type('> "$1"')).toEqual({ status: 0, stdout: '' });
    const written = readFileSync(output, 'utf8');
    expect(JSON.parse(written)).toMatchObject({ objective: 4022 });
    expect(plan(problem, '--check', output)).toMatchObject({ status: 0 });

    rmSync(output);
    expect(type('>> "$1"')).toEqual({ status: 0, stdout: '' });
    expect(readFileSync(output, 'utf8')).toBe(written);
  });

  it('leaves an empty file where it refuses', () => {
    writeFileSync(output, 'the plan of yesterday');
    expect(type('> "$1"', change({ weight: -1 })).status).toBe(2);
    expect(readFileSync(output, 'utf8')).toBe('');
    expect(type('--policy "of luck" > "$1"').status).toBe(2);
    expect(readFileSync(output, 'utf8')).toBe('');
  });

  it('cuts nothing off a file that holds anything else', () => {
    writeFileSync(output, 'mine\n');
    expect(type('>> "$1"').status).toBe(0);
    expect(readFileSync(output, 'utf8')).toMatch(/^mine\n\n> otkel@.* plan\n> node .*\n\n\{"objective": 4022/);
  });

  it('leaves the banner in a pipe, and -s leaves it out', () => {
    expect(type('| cat').stdout).toMatch(/^\n> otkel@.* plan\n> node .*\n\n\{"objective": 4022/);
    expect(JSON.parse(type('| cat', problem, 'npm run -s').stdout)).toMatchObject({ objective: 4022 });
  });
});

function change(request: object) {
  return { ...problem, requests: problem.requests.map((old, index) => (index === 0 ? { ...old, ...request } : old)) };
}
