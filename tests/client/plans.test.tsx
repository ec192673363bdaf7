import { act, screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { describe, expect, it } from 'vitest';
import { liveStore } from '../../client/live/live.ts';
import { countDelays } from '../../client/plans/delay-histogram.tsx';
import { PlanPage } from '../../client/plans/plan-page.tsx';
import { PlansPage } from '../../client/plans/plans-page.tsx';
import type { Plan, PlanDecision } from '../../shared/contract/plans.ts';
import type { Role } from '../../shared/words.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

const planId = '0b0f2f3e-6c8d-4f0e-9b1a-3f2f9d1c7a11';
const plan: Plan = {
  id: planId,
  state: 'published',
  progress: 1,
  cancelRequested: false,
  horizon: { from: '2026-11-22T00:00:00.000Z', to: '2026-11-30T00:00:00.000Z' },
  seed: 'the-seed',
  startedBy: 'planner',
  madeAt: '2026-11-22T00:00:00.000Z',
  startedAt: '2026-11-22T00:00:01.000Z',
  endedAt: '2026-11-22T00:00:04.000Z',
  failure: null,
  figures: {
    requests: 200,
    computeSeconds: 1.838,
    lowerBound: 10_000,
    objective: 10_001,
    gap: 0.0001,
    assigned: 180,
    unassigned: 20,
    inWindowShare: 0.75,
  },
  seq: 1,
};

const slot = {
  id: 1,
  checkpointId: 'karasu',
  direction: 'out' as const,
  startsAt: '2026-11-22T05:00:00.000Z',
  endsAt: '2026-11-22T06:00:00.000Z',
  places: { total: 2, inspected: 1, examined: 1 },
};
const decision = (change: Partial<PlanDecision> = {}): PlanDecision => ({
  applicationId: planId,
  lotteryNumber: 77,
  outcome: 'booked',
  reason: null,
  attempt: 1,
  slot,
  inWindow: true,
  cost: { delay: 65, detour: 0, ofNoSlot: 30_240 },
  explanation: null,
  ...change,
});

function answer(role: Role, plans: Plan[], decisions: PlanDecision[] = []) {
  return answerRequests(({ path }) => {
    const list = (items: object[]) => ({ status: 200, body: { items, nextCursor: null } });
    if (path === '/api/plans') return list(plans);
    if (path === `/api/plans/${planId}`) return { status: 200, body: plans[0]! };
    if (path.endsWith('/decisions')) return list(decisions);
    if (path === '/api/checkpoints') return list([sampleCheckpoint()]);
    if (path === '/api/me') return { status: 200, body: me(role) };
    return list([]);
  });
}

const me = (role: Role) => ({ role, name: 'A', email: 'a@b.c', organisation: null, checkpointIds: [] });

const showPlan = () =>
  show(
    <Routes>
      <Route path="plans/:planId" element={<PlanPage />} />
    </Routes>,
    { path: `/plans/${planId}` },
  );

describe('the plans', () => {
  it('list how far a running round is, and what a published one achieved', async () => {
    answer('anonymous', [plan, { ...plan, id: planId.replace('0', '1'), state: 'running', progress: 0.4 }]);
    await show(<PlansPage />);
    expect(await screen.findByText('40%')).toBeTruthy();
    expect(screen.getAllByText('180 of 200 placed')).toHaveLength(2);
    expect(screen.queryByText('Start a round')).toBeNull();
  });

  it('tell how far from the best as a share, as truck time where the bound is too small for one, and where it is the best', async () => {
    const figures = (change: Partial<Plan['figures']>) => ({ ...plan.figures, ...change });
    answer('anonymous', [
      { ...plan, figures: figures({ gap: 0.082 }) },
      { ...plan, id: planId.replace('0', '2'), figures: figures({ lowerBound: 0, objective: 585, gap: 585 }) },
      { ...plan, id: planId.replace('0', '3'), figures: figures({ objective: 10_000, gap: 0 }) },
    ]);
    await show(<PlansPage />);
    expect(await screen.findByText('at most 8.2% from the best')).toBeTruthy();
    expect(screen.getByText('at most 9 hrs 45 mins from the best')).toBeTruthy();
    expect(screen.getByText('the best possible, proved')).toBeTruthy();
  });

  it('follow a round that is running, and do not go back to an older value', async () => {
    answer('anonymous', [{ ...plan, state: 'running', progress: 0.4, seq: 5 }]);
    await show(<PlansPage />);
    expect(await screen.findByText('40%')).toBeTruthy();
    act(() => liveStore.offerPlans([{ ...plan, state: 'running', progress: 0.7, seq: 6 }]));
    expect(screen.getByText('70%')).toBeTruthy();
    act(() => liveStore.offerPlans([{ ...plan, state: 'running', progress: 0.5, seq: 4 }]));
    expect(screen.getByText('70%')).toBeTruthy();
    act(() => liveStore.offerPlans([{ ...plan, seq: 7 }]));
    expect(screen.getByText('Published')).toBeTruthy();
  });

  it('show a round to anyone, without its decisions', async () => {
    const asked = answer('anonymous', [plan]);
    await showPlan();
    expect(await screen.findByText('the-seed')).toBeTruthy();
    for (const figure of ['90%', '75%', '0.01%', '1.8']) expect(screen.getByText(figure)).toBeTruthy();
    expect(asked.some(({ path }) => path.endsWith('/decisions'))).toBe(false);
  });

  it('say nothing of a seed that is not published yet', async () => {
    answer('anonymous', [{ ...plan, state: 'running', seed: null, seq: 9 }]);
    await showPlan();
    expect(await screen.findByText('Computing')).toBeTruthy();
    expect(screen.queryByText(/seed of the lottery/)).toBeNull();
  });

  it('tell a dispatcher why each truck got its slot', async () => {
    const better = {
      slot,
      savedMinutes: 65,
      othersMinutes: 90,
      proof: 'chain' as const,
      trucksMoved: 2,
      trucksDropped: 0,
    };
    answer(
      'dispatcher',
      [plan],
      [decision({ explanation: { kind: 'dearer', slot, costMinutes: 65, better } }), decision({ applicationId: 'b' })],
    );
    await showPlan();
    expect(await screen.findByText(/would have saved this truck 1 hr 5 mins.*2 other trucks/)).toBeTruthy();
    expect(screen.getByText(/Placed again/)).toBeTruthy();
    expect(screen.getByText(/No slot at all counts as 21 days/)).toBeTruthy();
  });

  it('say why the claim refused a truck, and not what the plan had meant for it', async () => {
    const better = { slot, costMinutes: 0, closedCheaper: 0, kind: 'best' as const };
    const unplaced = { outcome: 'unplaced' as const, slot: null, explanation: better };
    answer(
      'dispatcher',
      [plan],
      [
        decision({ ...unplaced, reason: 'VEHICLE_ALREADY_BOOKED' }),
        decision({ ...unplaced, reason: 'WITHDRAWN', applicationId: 'b' }),
      ],
    );
    await showPlan();
    expect(await screen.findByText('This truck already has an active booking')).toBeTruthy();
    expect(screen.getByText(/withdrawn in the meantime/)).toBeTruthy();
    expect(screen.queryByText(/The best of all/)).toBeNull();
  });
});

it('delays are counted under the first bar that holds them', () => {
  const costs = [0, 1, 60, 61, 5000].map((delay) => decision({ cost: { delay, detour: 0, ofNoSlot: 1 } }));
  const counts = countDelays([...costs, decision({ slot: null })]).map(({ count }) => count);
  expect(counts).toEqual([1, 2, 1, 0, 0, 1]);
});
