import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'plan-fair-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Six trucks, one place a slot; those of `heavy` weigh a little more, so the cheapest plan lets them all go first. */
const problem = {
  delayCost: { linear: 10, quadratic: 0 },
  checkpoints: [{ id: 'syrym-out', slots: Array.from({ length: 6 }, () => [1, 1, 1]) }],
  requests: Array.from({ length: 6 }, (_, index) => ({
    id: `r${index}`,
    carrier: index < 3 ? 'heavy' : 'light',
    channel: 'green',
    weight: index < 3 ? 11 : 10,
    penalty: 40_000,
    windows: [{ checkpoint: 'syrym-out', first: 0, length: 6 }],
  })),
};

function plan(...options: string[]) {
  const file = join(folder, 'problem.json');
  writeFileSync(file, JSON.stringify(problem));
  const command = ['--import', 'tsx', 'server/planning/cli/plan.ts', file, ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run plan --fairness', () => {
  it('prints the price of fairness, Gini, bound and gap, which --check works out anew', () => {
    const { status, stdout } = plan('--fairness', '10');
    expect(status).toBe(0);
    const written = JSON.parse(stdout);
    // Cheapest: heavy waits 0, 1 and 2 slots, light 3, 4 and 5.
    expect(written.lowerBound).toBe(11 * 30 + 10 * 120);
    const { priceOfFairness, gini, objective, lowerBound, gap } = written.fairness;
    expect(gini.before).toBeCloseTo(0.3, 12);
    expect(gini.after).toBeLessThan(gini.before);
    expect(priceOfFairness).toBeCloseTo(written.objective / written.lowerBound - 1, 12);
    expect(priceOfFairness).toBeGreaterThan(0);
    expect(priceOfFairness).toBeLessThan(0.1);
    expect(gap).toBe(objective - lowerBound);

    const file = join(folder, 'plan.json');
    writeFileSync(file, stdout);
    expect(plan('--check', file)).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(file, JSON.stringify({ ...written, fairness: { ...written.fairness, lowerBound: lowerBound + 1 } }));
    expect(plan('--check', file)).toMatchObject({ status: 1, stderr: expect.stringContaining('the fair bound is') });
  });

  it.each([['-1'], ['much'], ['']])('refuses %j', (strength) => {
    expect(plan(`--fairness=${strength}`)).toMatchObject({ status: 2, stdout: '' });
  });
});
