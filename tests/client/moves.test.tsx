import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { languages } from '../../client/i18n/languages.ts';
import { MoveHistory } from '../../client/moves/move-history.tsx';
import { kindOfMove, shiftMinutesOf } from '../../client/moves/move-kind.ts';
import { MovesToAnswer } from '../../client/moves/moves-to-answer.tsx';
import type { Move } from '../../shared/contract/moves.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

const checkpoints = [sampleCheckpoint({ id: 'syrym' }), sampleCheckpoint({ id: 'taskala' })];

const place = (slotId: number, startsAt: string, checkpointId = 'syrym') => ({
  slotId,
  checkpointId,
  direction: 'out' as const,
  startsAt,
  endsAt: startsAt.replace(':00:00', ':59:00'),
});

let count = 0;
function sampleMove(changes: Partial<Move> = {}): Move {
  count++;
  return {
    id: `3f1c0000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    bookingId: `4f1c0000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    plate: `00${count}ABC01`,
    from: place(1, '2026-06-16T06:00:00.000Z'),
    to: place(2, '2026-06-16T08:00:00.000Z'),
    cause: 'regime',
    reason: 'every truck is examined',
    movedAt: '2026-06-15T06:00:00.000Z',
    state: 'told',
    answeredAt: null,
    isOpen: true,
    detourKm: null,
    ...changes,
  };
}

/** The network, with these moves to answer and answers that are taken. */
const withMoves = (items: Move[], offers: object[] = []) =>
  answerRequests(({ method, path }) => {
    if (path.endsWith('/offers')) return { status: 200, body: { offers } };
    return { status: 200, body: method === 'GET' ? { items, nextCursor: null } : items[0]! };
  });

describe('what was moved', () => {
  it('is nothing where there is nothing to answer', async () => {
    withMoves([]);
    await show(<MovesToAnswer checkpoints={checkpoints} />);
    await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('is said in every language: from where to where on both clocks, why, and in the words of whoever did it', async () => {
    for (const language of languages) {
      withMoves([sampleMove({ detourKm: 130, to: place(9, '2026-06-16T08:00:00.000Z', 'taskala') })]);
      const { unmount } = await show(<MovesToAnswer checkpoints={checkpoints} />, { language });
      const card = await screen.findByRole('article');
      expect(card.textContent).toMatch(/every truck is examined/);
      expect(card.textContent).toMatch(/130/);
      expect(within(card).getAllByRole('button')).toHaveLength(3);
      expect(card.textContent).not.toMatch(/moves\.|\{\{/);
      unmount();
    }
  });

  it('without a place cannot be accepted, only changed or given up', async () => {
    withMoves([sampleMove({ to: null })]);
    await show(<MovesToAnswer checkpoints={checkpoints} />);
    const card = within(await screen.findByRole('article'));
    card.getByText('No place');
    expect(card.queryByRole('button', { name: /Accept/ })).toBeNull();
    card.getByRole('button', { name: /Choose another/ });
    card.getByRole('button', { name: /free of charge/ });
    screen.getByText(/1 has no place/);
  });

  it('by the dozen: four are shown and all without a place, the others on demand, and all accepted with one click', async () => {
    const moves = [sampleMove({ to: null }), ...Array.from({ length: 6 }, () => sampleMove())];
    const asked = withMoves(moves);
    await show(<MovesToAnswer checkpoints={checkpoints} />);
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(4));
    await userEvent.click(screen.getByRole('button', { name: 'Show all 7' }));
    expect(screen.getAllByRole('article')).toHaveLength(7);
    await userEvent.click(screen.getByRole('button', { name: 'Accept all 6 new slots' }));
    await waitFor(() => expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(6));
    const keys = asked.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
    expect(new Set(keys).size).toBe(6);
  });
});

describe('an answer', () => {
  it('accepts with one key, also by keyboard', async () => {
    const move = sampleMove();
    const asked = withMoves([move]);
    await show(<MovesToAnswer checkpoints={checkpoints} />);
    await screen.findByRole('article');
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe('Accept');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(asked.some(({ path }) => path === `/api/moves/${move.id}/accept`)).toBe(true));
  });

  it('asks once more before a booking is given up', async () => {
    const move = sampleMove();
    const asked = withMoves([move]);
    await show(<MovesToAnswer checkpoints={checkpoints} />);
    await userEvent.click(await screen.findByRole('button', { name: `Cancel ${move.plate} free of charge` }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel free of charge' }));
    await waitFor(() => expect(asked.some(({ path }) => path === `/api/moves/${move.id}/cancel`)).toBe(true));
  });

  it('says that no other slot has room, where none has', async () => {
    const move = sampleMove();
    withMoves([move]);
    await show(<MovesToAnswer checkpoints={checkpoints} />);
    await userEvent.click(await screen.findByRole('button', { name: `Choose another slot for ${move.plate}` }));
    await screen.findByText('No slot has room for this truck');
  });
});

it('the history of a booking is asked for when somebody opens it', async () => {
  const asked = withMoves([
    sampleMove({ state: 'superseded', isOpen: false }),
    sampleMove({ cause: 'carrier', reason: '' }),
  ]);
  await show(
    <MoveHistory bookingId="4f1c0000-0000-4000-8000-000000000001" plate="001ABC01" checkpoints={checkpoints} />,
  );
  expect(asked).toEqual([]);
  const toggle = screen.getByRole('button', { name: 'What became of the slot of 001ABC01' });
  expect(toggle.getAttribute('aria-expanded')).toBe('false');
  await userEvent.click(toggle);
  await screen.findByText(/moved again since/);
  screen.getByText('You chose another slot');
});

it('tells a move in time from one to another checkpoint, and how far', () => {
  const { from, to } = sampleMove();
  expect(kindOfMove({ from, to })).toBe('other-time');
  expect(kindOfMove({ from, to: { ...to!, checkpointId: 'taskala' } })).toBe('other-checkpoint');
  expect(kindOfMove({ from, to: from })).toBe('kept');
  expect(kindOfMove({ from, to: null })).toBe('unplaced');
  expect(shiftMinutesOf({ from, to })).toBe(120);
  expect(shiftMinutesOf({ from: to!, to: from })).toBe(-120);
});
