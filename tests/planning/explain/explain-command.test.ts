import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'explain-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const request = (id: string, weight: number, penalty: number) => ({
  id,
  channel: 'green',
  weight,
  penalty,
  windows: [{ checkpoint: 'syrym-out', first: 0, length: 3 }],
});
const problem = {
  delayCost: { linear: 10, quadratic: 1 },
  checkpoints: [
    {
      id: 'syrym-out',
      slots: [
        [1, 1, 1],
        [1, 1, 1],
        [0, 0, 0],
      ],
    },
  ],
  requests: [request('r1', 1, 4000), request('r2', 2, 8000)],
};

function plan(...options: string[]) {
  const file = join(folder, 'problem.json');
  writeFileSync(file, JSON.stringify(problem));
  const command = ['--import', 'tsx', 'server/planning/cli/plan.ts', file, ...options];
  return spawnSync(process.execPath, command, { encoding: 'utf8' });
}

it('adds to the plan why each request got its slot, by names, and the plan can still be checked', () => {
  const { stdout, status } = plan('--explain');
  expect(status).toBe(0);
  const [first, second] = [0, 1].map((slot) => ({ checkpoint: 'syrym-out', slot }));
  expect(JSON.parse(stdout).explanations).toEqual({
    r1: {
      kind: 'dearer',
      slot: second,
      cost: 11,
      better: {
        slot: first,
        saved: 11,
        othersCost: 22,
        proof: 'chain',
        moves: [{ request: 'r2', from: first, to: second, costMore: 22 }],
      },
    },
    r2: { kind: 'best', slot: first, cost: 0, closedCheaper: 0 },
  });
  const planned = join(folder, 'plan.json');
  writeFileSync(planned, stdout);
  expect(plan('--check', planned).status).toBe(0);
});

it('refuses to explain what is not proved, and writes no plan', () => {
  const { stdout, stderr, status } = plan('--policy', 'first-come', '--explain');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('--explain: only a plan that is proved');
});
