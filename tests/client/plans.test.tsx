import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { describe, expect, it } from 'vitest';
import { liveStore } from '../../client/live/live.ts';
import { countDelays } from '../../client/plans/delay-histogram.tsx';
import { PlanPage } from '../../client/plans/plan-page.tsx';
import { PlansPage } from '../../client/plans/plans-page.tsx';
import type { Plan, PlanDecision } from '../../shared/contract/plans.ts';
import type { RoundFairness, ScheduledRounds } from '../../shared/contract/rounds.ts';
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
  seedHash: 'the-hash',
  openedAt: '2026-11-21T00:00:00.000Z',
  closedAt: '2026-11-22T00:00:00.000Z',
  publicationAt: null,
  startedBy: 'planner',
  madeAt: '2026-11-22T00:00:00.000Z',
  startedAt: '2026-11-22T00:00:01.000Z',
  endedAt: '2026-11-22T00:00:04.000Z',
  failure: null,
  figures: {
    requests: 200,
    computeSeconds: 1.838,
    lowerBound: 10_000,
    plannedObjective: 10_001,
    plannedGap: 0.0001,
    objective: 10_001,
    gap: 0.0001,
    replaced: 0,
    lost: 0,
    assigned: 180,
    unassigned: 20,
    inWindowShare: 0.75,
    fairnessStrength: 0,
    priceOfFairness: null,
  },
  fairness: null,
  seq: 1,
};

const schedule: ScheduledRounds = {
  schedule: {
    firstClosing: '18:00',
    everyMinutes: 1440,
    planAfterMinutes: 0,
    publishAfterMinutes: 15,
    horizonDays: 8,
    fairnessStrength: 0,
  },
  zone: 'Asia/Almaty',
  openRound: {
    openedAt: '2026-11-21T13:00:00.000Z',
    closingAt: '2100-01-01T13:00:00.000Z',
    planningAt: '2100-01-01T13:00:00.000Z',
    publicationAt: '2100-01-01T13:15:00.000Z',
    seedHash: 'hash-of-the-next',
  },
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
    if (path === '/api/round-schedule') return { status: 200, body: schedule };
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
      { ...plan, figures: figures({ plannedGap: 0.082 }) },
      {
        ...plan,
        id: planId.replace('0', '2'),
        figures: figures({ lowerBound: 0, plannedObjective: 585, plannedGap: 585 }),
      },
      { ...plan, id: planId.replace('0', '3'), figures: figures({ plannedGap: 0, objective: 29_000, gap: 1.9 }) },
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
      [
        decision({ explanation: { kind: 'dearer', slot, costMinutes: 65, better } }),
        decision({
          applicationId: 'b',
          attempt: 2,
          explanation: { kind: 'best', slot, costMinutes: 0, closedCheaper: 0 },
        }),
        decision({ applicationId: 'c' }),
      ],
    );
    await showPlan();
    expect(await screen.findByText(/would have saved this truck 1 hr 5 mins.*2 other trucks/)).toBeTruthy();
    expect(screen.getByText(/was refused to this truck, so it was placed again\. .*best/)).toBeTruthy();
    expect(screen.getByText(/delays that are spread more evenly/)).toBeTruthy();
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

describe('the open round', () => {
  it('tells everyone when it closes, is planned and published, and the hash of its seed', async () => {
    answer('anonymous', []);
    await show(<PlansPage />);
    expect((await screen.findByRole('timer')).textContent).toMatch(/^Closes in [\d,]+ days/);
    expect(screen.getByText(/until Fri 1 Jan, 18:00, planned at 18:00, published at 18:15/)).toBeTruthy();
    expect(screen.getByText('hash-of-the-next')).toBeTruthy();
    expect(screen.getByText(/daily at 18:00.*8 days.*cheapest/)).toBeTruthy();
    expect(screen.queryByText('Change the schedule')).toBeNull();
  });

  it('is changed by a planner, with a reason', async () => {
    const user = userEvent.setup();
    const asked = answer('planner', []);
    await show(<PlansPage />);
    await user.click(await screen.findByText('Change the schedule'));
    const save = await screen.findByRole('button', { name: 'Save' });
    await user.click(save);
    expect(await screen.findByText('Say why, in three letters or more')).toBeTruthy();
    await user.type(screen.getByLabelText(/^Why/), 'twice a day is enough');
    await user.clear(screen.getByLabelText('Published after, minutes'));
    await user.type(screen.getByLabelText('Published after, minutes'), '30');
    await user.click(save);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = asked.find(({ method }) => method === 'POST');
    expect(sent).toMatchObject({
      path: '/api/round-schedule',
      body: {
        schedule: { ...schedule.schedule, publishAfterMinutes: 30 },
        replaces: schedule.schedule,
        reason: 'twice a day is enough',
      },
    });
  });
});

describe('the fairness of a published round', () => {
  const group = { asked: 10, placed: 9, inWindow: 8, medianDelayMinutes: 60, meanDelayMinutes: 90 };
  const fairness: RoundFairness = {
    byCarrierSize: [
      { size: 'small', carriers: 4, trucksMax: 5, ...group },
      {
        size: 'large',
        carriers: 1,
        trucksMax: 90,
        ...group,
        asked: 90,
        placed: 45,
        inWindow: 45,
        medianDelayMinutes: null,
      },
    ],
    byClass: [{ class: 'post', ...group }],
    byCountry: [{ country: 'KG', ...group }],
    gini: 0.346,
    carriers: 5,
  };

  it('is said in words beside the plots, by carrier size, class and nationality', async () => {
    answer('anonymous', [
      { ...plan, seq: 20, fairness, figures: { ...plan.figures, fairnessStrength: 0.5, priceOfFairness: 0.023 } },
    ]);
    await showPlan();
    expect(await screen.findByText(/5 carriers; Gini's coefficient.*0\.35.*weighed 0\.5.*2\.3% dearer/)).toBeTruthy();
    expect(
      screen.getByText(/Small, up to 5: 10 trucks asked, 80% in the time asked for, 10% without a slot/),
    ).toBeTruthy();
    expect(screen.getByText(/Large, up to 90: 90 trucks.*median delay —/)).toBeTruthy();
    await userEvent.click(screen.getByText('Nationality'));
    expect(screen.getByText(/Kyrgyzstan: 10 trucks/)).toBeTruthy();
  });

  it('is not there where a round has none', async () => {
    answer('anonymous', [plan]);
    await showPlan();
    expect(await screen.findByText('the-seed')).toBeTruthy();
    expect(screen.queryByText('Whom the round served')).toBeNull();
  });
});

it('delays are counted under the first bar that holds them', () => {
  const costs = [0, 1, 60, 61, 5000].map((delay) => decision({ cost: { delay, detour: 0, ofNoSlot: 1 } }));
  const counts = countDelays([...costs, decision({ slot: null })]).map(({ count }) => count);
  expect(counts).toEqual([1, 2, 1, 0, 0, 1]);
});
