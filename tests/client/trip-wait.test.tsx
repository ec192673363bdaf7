import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SlotWait } from '../../client/trip/slot-wait.tsx';
import type { WaitForecast } from '../../shared/contract/forecasts.ts';
import { sampleForecast } from './support/queue-samples.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T05:20:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

async function showWait(slotStartsAt: string, forecast: WaitForecast | null) {
  answerRequests(() => ({ status: 200, body: { out: forecast, in: null } }));
  await show(<SlotWait passage={{ direction: 'out', slotStartsAt }} checkpoint={sampleCheckpoint()} />);
}

it('tells the band of the hour in which the slot begins, of when it is and where it comes from', async () => {
  await showWait('2026-11-22T10:00:00.000Z', sampleForecast());
  expect(await screen.findByText('45–80 min')).toBeTruthy();
  expect(screen.getByText('Expected wait if you come at 15:00')).toBeTruthy();
  expect(screen.getByText(/As of 10:00 · source: forecast/)).toBeTruthy();
});

it('tells the wait of now where the slot has begun', async () => {
  await showWait('2026-11-22T05:00:00.000Z', sampleForecast());
  expect(await screen.findByText('40–75 min')).toBeTruthy();
  expect(screen.getByText('Expected wait if you come at 10:20')).toBeTruthy();
});

it.each([
  { why: 'none was made', slot: '2026-11-22T10:00:00.000Z', forecast: null, said: /There is no forecast/ },
  {
    why: 'it is too old',
    slot: '2026-11-22T10:00:00.000Z',
    forecast: sampleForecast({ madeAt: '2026-11-22T04:00:00.000Z' }),
    said: /There is no forecast/,
  },
  {
    why: 'it does not reach so far',
    slot: '2026-11-24T10:00:00.000Z',
    forecast: sampleForecast(),
    said: /more than 24 hours away/,
  },
])('says that it is missing where $why', async ({ slot, forecast, said }) => {
  await showWait(slot, forecast);
  expect(await screen.findByText(said)).toBeTruthy();
});
