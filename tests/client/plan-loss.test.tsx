import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { PlanLoss } from '../../client/plans/plan-loss.tsx';
import type { Plan } from '../../shared/contract/plans.ts';
import { show } from './support/render.tsx';

const figures: Plan['figures'] = {
  requests: 200,
  computeSeconds: 1,
  lowerBound: 10_000,
  plannedObjective: 10_000,
  plannedGap: 0,
  objective: 40_320,
  gap: 3.032,
  replaced: 4,
  lost: 1,
  assigned: 199,
  unassigned: 1,
  inWindowShare: 0.9,
  fairnessStrength: 0,
  priceOfFairness: null,
};

it('tells what was lost after the planning, and why that is no fault of the plan', async () => {
  await show(<PlanLoss figures={figures} />);
  expect(await screen.findByText(/in another slot 4, without one 1\..*the bound knows nothing of that/)).toBeTruthy();
});

it('says nothing where nothing was lost, or is known yet', async () => {
  for (const objective of [10_000, null]) {
    await show(<PlanLoss figures={{ ...figures, objective }} />);
    expect(screen.queryByText(/another slot/)).toBeNull();
  }
});
