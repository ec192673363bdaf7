import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { liveStore } from '../../client/live/live.ts';
import { groupTrips } from '../../client/trips/group-trips.ts';
import { TripsPage } from '../../client/trips/trips-page.tsx';
import type { TripRow } from '../../shared/contract/trip-board.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

const checkpoint = sampleCheckpoint();
const trip = (number: number, change: Partial<TripRow> = {}): TripRow => ({
  id: `0b0f2f3e-6c8d-4f0e-9b1a-3f2f9d1c7a1${number}`,
  kind: 'crossing',
  itineraryId: null,
  plate: `00${number}AAA02`,
  driverName: 'Aibek',
  state: 'confirmed',
  checkpointId: checkpoint.id,
  direction: 'out',
  fromPortId: null,
  toPortId: null,
  startsAt: '2026-11-22T05:00:00.000Z',
  endsAt: '2026-11-22T06:00:00.000Z',
  passage: null,
  phase: 'ahead',
  needsAnswer: [],
  seq: 1,
  ...change,
});

const me = {
  role: 'dispatcher',
  userId: 'u',
  name: 'Aigerim',
  email: 'a@b.kz',
  organisation: { id: 'o', name: 'Demo Trans', kind: 'carrier' },
  checkpointIds: [],
};
const listOf = (items: unknown[]) => ({ status: 200, body: { items, nextCursor: null } });

function answering(trips: () => TripRow[]) {
  return answerRequests(({ path }) => {
    if (path === '/api/me') return { status: 200, body: me };
    if (path === '/api/trip-board') return listOf(trips());
    return listOf(path === '/api/checkpoints' ? [checkpoint] : []);
  });
}

describe('the board of trips', () => {
  it('has what asks for an answer first, then what is on now', () => {
    const rows = [
      trip(1),
      trip(2, { phase: 'waiting' }),
      trip(3, { needsAnswer: ['move'] }),
      trip(4, { phase: 'at-sea', kind: 'sailing' }),
    ];
    expect(groupTrips(rows).map(({ group, trips }) => [group, trips.map(({ plate }) => plate)])).toEqual([
      ['answer', ['003AAA02']],
      ['now', ['002AAA02', '004AAA02']],
      ['ahead', ['001AAA02']],
    ]);
  });

  it('looks again when the server says that a trip has changed', async () => {
    let phase: TripRow['phase'] = 'due';
    answering(() => [trip(1, { phase })]);
    await show(<TripsPage />);
    const group = await screen.findByRole('region', { name: /On at the border/ });
    expect(within(group).getByText('May arrive now')).toBeTruthy();
    phase = 'called';
    act(() => liveStore.tellTrips());
    await waitFor(() => expect(screen.getByText('Called')).toBeTruthy());
  });

  it('says the place in the queue from the hour a truck may arrive in', async () => {
    const place = { place: 7, ahead: 6, aheadByPriority: 0, expectedAhead: 0, perHour: 12, waitMinutes: 35 };
    const passage: TripRow['passage'] = {
      ...{
        state: 'expected',
        post: null,
        bookingId: 'b',
        checkpointId: checkpoint.id,
        direction: 'out',
        seq: 1,
        place,
      },
      ...{ asOf: '2026-11-22T04:00:00.000Z', source: 'simulated', since: null, class: 'general', channel: 'green' },
      ...{ slotStartsAt: '2026-11-22T05:00:00.000Z', slotEndsAt: '2026-11-22T06:00:00.000Z', punctuality: null },
      ...{ arrivedAt: null, calledAt: null, atPostAt: null, clearedAt: null, noShowAt: null },
    };
    answering(() => [trip(1, { passage }), trip(2, { phase: 'due', passage })]);
    await show(<TripsPage />);
    const ahead = await screen.findByRole('region', { name: /^Ahead/ });
    expect(within(ahead).queryByText(/in the queue/)).toBeNull();
    expect(screen.getByText('Place 7 in the queue')).toBeTruthy();
  });

  it('says so where there is none', async () => {
    answering(() => []);
    await show(<TripsPage />, { language: 'ru' });
    expect(await screen.findByText('Открытых поездок нет')).toBeTruthy();
  });
});
