import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { readProblemOfAnyKind } from '../../../server/planning/cli/read-problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'plan-legs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const two = [2, 1, 1];
const terms = { carrier: 'c1', channel: 'green', weight: 1, penalty: 4000 };
const toShip = {
  windows: [
    { checkpoint: 'port', first: 0, length: 4 },
    { checkpoint: 'port-north', first: 0, length: 4, detour: 5 },
  ],
};
const onShip = {
  windows: [{ checkpoint: 'ship', first: 2, length: 2 }],
  travelSlots: [[2], [null]] as unknown,
  marginSlots: 1,
};
const problem = {
  delayCost: { linear: 10, quadratic: 1 },
  checkpoints: [
    { id: 'port', slots: [two, two, two, two] },
    { id: 'port-north', slots: [two, two, two, two] },
    {
      id: 'ship',
      slots: [
        [0, 0, 0],
        [0, 0, 0],
        [9, 9, 9],
        [1, 1, 1],
      ],
    },
  ],
  requests: [
    { id: 'r1', ...terms, legs: [toShip, onShip] },
    { id: 'r2', ...terms, legs: [toShip, onShip] },
    { id: 'r3', ...terms, windows: [{ checkpoint: 'port', first: 0, length: 2 }] },
  ],
};

function plan(input: unknown, ...options: string[]) {
  const file = join(folder, 'problem.json');
  writeFileSync(file, JSON.stringify(input));
  const command = ['--import', 'tsx', 'server/planning/cli/plan.ts', file, ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run plan, with legs', () => {
  it('writes a plan with its bound and gap, which --check holds against the problem', () => {
    const { status, stdout } = plan(problem);
    expect(status).toBe(0);
    const written = JSON.parse(stdout);
    // One of the two gets the one place of the later sailing, 11 late: the earlier one leaves before port and margin are done.
    expect(written.objective).toBe(4011);
    expect(written.gap).toBe(4011 - written.lowerBound);
    expect(written.relativeGap).toBeLessThan(0.01);
    expect(written.unassigned).toHaveLength(1);
    const [served] = written.unassigned[0] === 'r1' ? ['r2'] : ['r1'];
    expect(written.assignments[served!]).toEqual({
      legs: [
        { checkpoint: 'port', slot: 0, window: 0, cost: 0 },
        { checkpoint: 'ship', slot: 3, window: 0, cost: 11 },
      ],
      cost: 11,
    });
    const file = join(folder, 'plan.json');
    writeFileSync(file, stdout);
    expect(plan(problem, '--check', file)).toMatchObject({ status: 0, stderr: '' });
    written.assignments[served!].legs[0].slot = 1;
    writeFileSync(file, JSON.stringify(written));
    const report = plan(problem, '--check', file);
    expect(report.status).toBe(1);
    expect(report.stderr).toContain('cannot be reached in time');
  });

  it('refuses what is not there for legs, with exit code 2 and no plan', () => {
    expect(plan(problem, '--policy', 'first-come')).toMatchObject({ status: 2, stdout: '' });
    expect(plan(problem, '--fairness', '1')).toMatchObject({ status: 2, stdout: '' });
  });

  it.each([
    ['no legs', [], 'requests[0].legs: '],
    ['negative travel', [toShip, { ...onShip, travelSlots: -1 }], 'requests[0].legs[1].travelSlots: '],
    ['negative travel in a table', [toShip, { ...onShip, travelSlots: [[-1], [2]] }], 'legs[1].travelSlots[0][0]: '],
    ['no travel', [toShip, { windows: onShip.windows }], 'requests[0].legs[1].travelSlots: '],
    [
      'travel to the first leg',
      [{ ...toShip, travelSlots: 1 }],
      'requests[0].legs[0].travelSlots: the first leg has none',
    ],
    ['a row too few', [toShip, { ...onShip, travelSlots: [[1]] }], 'travelSlots: 1 rows for 2 windows'],
    ['a column too many', [toShip, { ...onShip, travelSlots: [[1], [1, 2]] }], 'travelSlots[1]: 2 times for 1 windows'],
    ['a negative margin', [toShip, { ...onShip, marginSlots: -1 }], 'requests[0].legs[1].marginSlots: '],
    [
      'an unknown checkpoint',
      [{ windows: [{ checkpoint: 'nowhere', first: 0, length: 1 }] }],
      "requests[0].legs[0].windows[0].checkpoint: there is no checkpoint 'nowhere'",
    ],
    [
      'a window past the horizon',
      [{ windows: [{ checkpoint: 'ship', first: 3, length: 2 }] }],
      'requests[0].legs[0].windows[0].length: ',
    ],
    ['an unknown member', [{ ...toShip, ship: 1 }], 'requests[0].legs[0]: '],
  ])('refuses %s with the path', async (_, legs, message) => {
    const text = JSON.stringify({ ...problem, requests: [{ id: 'r1', ...terms, legs }] });
    await expect(readProblemOfAnyKind(Readable.from([text]), 'seed')).rejects.toThrow(message);
  });
});
