import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { Route, Routes } from 'react-router';
import { describe, expect, it } from 'vitest';
import { createFormat } from '../../client/i18n/format.ts';
import { speak, startI18n } from '../../client/i18n/i18n.ts';
import { capacityDays, capacityPoints } from '../../client/previews/capacity-points.ts';
import { countFlows, countShifts } from '../../client/previews/count-shifts.ts';
import { gapText } from '../../client/previews/gap-text.ts';
import { outcomeSentences } from '../../client/previews/outcome.tsx';
import { PreviewPage } from '../../client/previews/preview-page.tsx';
import { TransferPage } from '../../client/previews/transfer-page.tsx';
import type { Preview, PreviewMove } from '../../shared/contract/previews.ts';
import { previewId, sampleFigures, sampleMove, samplePreview, samplePreviewSlot } from './support/regime-samples.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

const otherId = previewId.replace('1', '4');

/** @param next what the preview is from then on, each time it is asked for; the last stays */
function answer(next: Preview[], { moves = [], stale = false }: { moves?: PreviewMove[]; stale?: boolean } = {}) {
  let asked = 0;
  return answerRequests(({ path, method }) => {
    const ok = (body: object) => ({ status: 200, body });
    if (path === '/api/me')
      return ok({ role: 'planner', name: 'A', email: 'a@b.c', organisation: null, checkpointIds: [] });
    if (path === '/api/checkpoints')
      return ok({
        items: [sampleCheckpoint(), sampleCheckpoint({ id: 'korday', kzPostName: 'Korday' })],
        nextCursor: null,
      });
    if (path.endsWith('/apply'))
      return stale
        ? { status: 409, body: { code: 'PREVIEW_STALE', message: 'x' } }
        : ok({ ...next.at(-1)!, state: 'applied', appliedAt: '2026-11-22T00:01:00.000Z' });
    if (path === '/api/previews' && method === 'POST')
      return {
        status: 202,
        body: samplePreview({ id: otherId, state: 'ready', figures: sampleFigures({ moved: 123 }) }),
      };
    if (path === `/api/previews/${otherId}`)
      return ok(samplePreview({ id: otherId, figures: sampleFigures({ moved: 123 }) }));
    if (path === `/api/previews/${previewId}`) return ok(next[Math.min(asked++, next.length - 1)]!);
    if (path.endsWith('/moves')) return ok({ items: moves, nextCursor: null });
    if (path.endsWith('/slots')) return ok({ items: [samplePreviewSlot()], nextCursor: null });
    return ok({ items: [], nextCursor: null });
  });
}

const showPreview = () =>
  show(
    <Routes>
      <Route path="previews/:previewId" element={<PreviewPage />} />
    </Routes>,
    { path: `/previews/${previewId}` },
  );

describe('a preview', () => {
  it('shows how far it is, and by itself what came out', async () => {
    answer([samplePreview({ state: 'running', progress: 0.43, figures: null }), samplePreview()]);
    await showPreview();
    expect(await screen.findByText('43%')).toBeTruthy();
    expect(screen.getByText('40% done')).toBeTruthy();
    expect(await screen.findByText(/^124 trucks more than their slots take; 120 get another slot/)).toBeTruthy();
    expect(screen.queryByText('43%')).toBeNull();
  });

  it('says the outcome first, then groups, waits and the trucks, those without a place plainly', async () => {
    answer([samplePreview()], {
      moves: [
        sampleMove({ bookingId: 'x', plate: '777XYZ02', to: null, reason: 'NO_PLACE', shiftMinutes: null }),
        sampleMove(),
      ],
    });
    await showPreview();
    expect(await screen.findByText('In 96 slots the places go from 1,200 to 800.')).toBeTruthy();
    expect(await screen.findByText('No place: all slots within reach are full')).toBeTruthy();
    expect(screen.getByText('777XYZ02')).toBeTruthy();
    expect(screen.getByText('From the best possible').nextSibling?.textContent).toBe('0');
    expect(screen.getByText('3.3–7 h')).toBeTruthy();
    expect(screen.getAllByText('Perishable').length).toBeGreaterThan(0);
  });

  it('asks once more with the numbers before it is applied, then says who is told', async () => {
    const asked = answer([samplePreview()], { moves: [sampleMove()] });
    const user = userEvent.setup();
    await showPreview();
    await user.click(await screen.findByText('Apply'));
    expect(await screen.findByText('Apply this change?')).toBeTruthy();
    expect(screen.getAllByText('In 96 slots the places go from 1,200 to 800.')).toHaveLength(2);
    expect(asked.some(({ path }) => path.endsWith('/apply'))).toBe(false);
    await user.click(screen.getByText('Apply it'));
    expect(await screen.findByText('The change is applied')).toBeTruthy();
    expect(await screen.findByText(/124 trucks are concerned; carriers told: 1/)).toBeTruthy();
    expect(asked.find(({ path }) => path.endsWith('/apply'))?.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
  });

  it('that went stale is not applied: it is computed again, and what differs is shown', async () => {
    const asked = answer([samplePreview()], { stale: true });
    const user = userEvent.setup();
    await showPreview();
    await user.click(await screen.findByText('Apply'));
    await user.click(await screen.findByText('Apply it'));
    expect(await screen.findByText('Something has changed since this was computed')).toBeTruthy();
    await user.click(screen.getByText('Compute again'));
    expect(await screen.findByText('What differs from the computation before')).toBeTruthy();
    expect(screen.getByRole('row', { name: 'Trucks that move 120 123 +3' })).toBeTruthy();
    expect(screen.queryByRole('row', { name: /Without a place/ })).toBeNull();
    expect(asked.find(({ path, method }) => path === '/api/previews' && method === 'POST')?.body).toEqual({
      change: samplePreview().change,
    });
  });

  it('that failed says so and can be computed again', async () => {
    answer([samplePreview({ state: 'failed', failure: 'INTERNAL', figures: null })]);
    await showPreview();
    expect(await screen.findByText('The computation failed')).toBeTruthy();
    expect(screen.getByText('Compute again')).toBeTruthy();
    expect(screen.queryByText('Apply')).toBeNull();
  });
});

describe('the outcome in words', () => {
  const sentences = async (change: Parameters<typeof sampleFigures>[0]) => {
    if (!i18next.isInitialized) await startI18n();
    await speak('en');
    return outcomeSentences(sampleFigures(change), i18next.t, createFormat('en'));
  };

  it('tells whether anything changes, whether all fit, and what is left over', async () => {
    expect(await sentences({ slotsChanged: 0, over: 0, moved: 0, unplaced: 0 })).toEqual([
      'Nothing changes: no slot ahead has other places.',
    ]);
    // A transfer moves trucks and leaves the places as they are.
    expect(await sentences({ slotsChanged: 0, over: 0, moved: 5, unplaced: 0, movedToSibling: 0, stays: 0 })).toEqual([
      '5 get another slot, half of them at most 3 h away; nobody is left without a place.',
    ]);
    expect(await sentences({ over: 0, moved: 0, unplaced: 0 })).toEqual([
      'Every truck keeps its slot.',
      'In 96 slots the places go from 1,200 to 800.',
    ]);
    expect((await sentences({ over: 1240, moved: 1236, movedToSibling: 0, stays: 0 }))[0]).toBe(
      '1,240 trucks more than their slots take; 1,236 get another slot, half of them at most 3 h away; 4 have no place.',
    );
    expect((await sentences({ over: 0, moved: 5, unplaced: 0, movedToSibling: 0, stays: 0 }))[0]).toBe(
      '5 get another slot, half of them at most 3 h away; nobody is left without a place.',
    );
  });

  it('tells how far from the best: proved, as a share, or as time', async () => {
    await sentences({});
    const text = (objective: number, lowerBound: number) =>
      gapText({ objective, lowerBound }, i18next.t, createFormat('en'));
    expect([text(1000, 1000), text(1050, 1000), text(90, 0)]).toEqual(['0', '5%', '1 hr 30 mins']);
  });
});

describe('the pictures', () => {
  it('count moves under the first bar that holds them', () => {
    const moves = [-30, 0, 60, 61, 180, 5000].map((shiftMinutes) => sampleMove({ shiftMinutes }));
    const { earlier, later, unplaced } = countShifts([...moves, sampleMove({ to: null, shiftMinutes: null })]);
    expect({ earlier, unplaced }).toEqual({ earlier: 1, unplaced: 1 });
    expect(later.map(({ count }) => count)).toEqual([1, 1, 2, 0, 0, 0, 0, 1]);
  });

  it('count who is sent where, without those that stay at their checkpoint', () => {
    const to = (checkpointId: string) => ({ slotId: 2, checkpointId, startsAt: '2026-11-22T08:00:00.000Z' });
    const moves = [
      sampleMove(),
      sampleMove({ to: to('korday'), detourKm: 90 }),
      sampleMove({ to: to('korday'), detourKm: 110 }),
    ];
    expect(countFlows(moves)).toEqual([{ from: 'karasu', to: 'korday', trucks: 2, detourKm: 110 }]);
  });

  it('mark a slot as overfull by whichever of its three counts is', () => {
    const counts = (total: number, inspected: number, examined: number) => ({ total, inspected, examined });
    const after = { ...counts(10, 3, 1), closedBecause: null, limitedBy: null };
    const slots = [
      samplePreviewSlot({ after, taken: counts(8, 5, 2), takenAfter: counts(6, 3, 1) }),
      samplePreviewSlot({ direction: 'in' }),
    ];
    expect(capacityPoints(slots, 'out', false)).toMatchObject([{ before: 12, after: 10, fits: 6, over: 2 }]);
    expect(capacityPoints(slots, 'out', true)).toMatchObject([{ fits: 6, over: 0 }]);
    const days = capacityDays(capacityPoints(slots, 'out', false), 'Asia/Almaty');
    expect(days).toEqual([{ startsAt: '2026-11-22T00:00:00.000+05:00', before: 12, after: 10, taken: 8, over: 2 }]);
  });
});

it('a transfer is read from the address and asked for as a whole day of the Kazakh clock', async () => {
  const asked = answer([samplePreview()]);
  const user = userEvent.setup();
  await show(<TransferPage />, {
    path: '/previews/transfer?from=karasu&to=korday&direction=in&day=2026-11-26&trucks=40',
  });
  fireEvent.change(await screen.findByLabelText('Reason'), { target: { value: 'Karasu is full' } });
  await user.click(screen.getByText('See what it would do'));
  await waitFor(() => expect(asked.some(({ method }) => method === 'POST')).toBe(true));
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    change: {
      kind: 'transfer',
      fromCheckpointId: 'karasu',
      toCheckpointId: 'korday',
      direction: 'in',
      startsAt: '2026-11-26T00:00:00+05:00',
      endsAt: '2026-11-27T00:00:00+05:00',
      trucks: 40,
      reason: 'Karasu is full',
    },
  });
});
