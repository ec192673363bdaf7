import { fireEvent } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { HeatMap, nextPosition } from '../../client/checkpoint/heat-map.tsx';
import { buildWeek, weekSpan } from '../../client/checkpoint/week.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint, sampleSlots } from './support/samples.ts';

const now = new Date('2026-11-21T20:30:00Z'); // 01:30 of 22 November at the Kazakh post
const kurmangazy = sampleCheckpoint({
  id: 'kurmangazy',
  kzPostName: 'Kurmangazy',
  neighbourPostName: 'Karauzek',
  neighbour: 'RU',
  kzZone: 'Asia/Atyrau',
  neighbourZone: 'Europe/Astrakhan',
});

async function showHeatMap() {
  const span = weekSpan(now, kurmangazy.kzZone, 0);
  const slots = sampleSlots('2026-11-21T19:00:00.000Z', 7, (startsAt) => {
    const hour = startsAt.getUTCHours();
    if (hour === 0) return { left: { total: 0, inspected: 0, examined: 0 } }; // 05:00
    if (hour === 1) return { closedBecause: 'closure' }; // 06:00
    return {};
  });
  const { rows } = buildWeek(slots, 'out', span, kurmangazy);
  const [onChoose, onWeek] = [vi.fn(), vi.fn()];
  await show(
    <HeatMap
      checkpoint={kurmangazy}
      direction="out"
      span={span}
      rows={rows}
      now={now}
      chosenId={undefined}
      onChoose={onChoose}
      onWeek={onWeek}
    />,
  );
  return { onChoose, onWeek, rows };
}

const cell = (row: number, column: number) => document.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`)!;

describe('the heat map', () => {
  it('has both clocks on every row, and says where the dates differ', async () => {
    await showHeatMap();
    const [first, second] = document.querySelectorAll('tbody tr');
    expect(first!.querySelector('th[scope=row]')!.textContent).toBe('00:00');
    expect(first!.textContent).toContain('23:00−1 day');
    expect(second!.textContent).toContain('01:0000:00');
    expect(second!.className).toMatch(/dateLine/);
  });

  it('says state, places left and both times of a cell in words', async () => {
    await showHeatMap();
    expect(cell(4, 1).getAttribute('aria-label')).toBe(
      'Monday 23 November, 04:00 Kazakh time, 03:00 across the border: free, 9 of 12 places left',
    );
    expect(cell(5, 1).getAttribute('aria-label')).toContain('full, 0 of 12 places left');
    expect(cell(6, 1).getAttribute('aria-label')).toContain('closed');
    expect(cell(0, 0).getAttribute('aria-label')).toContain('over');
  });

  it('shows every state by a sign besides its colour', async () => {
    await showHeatMap();
    expect(cell(4, 1).textContent).toBe('9');
    expect(cell(5, 1).textContent).toBe('×');
    expect(cell(6, 1).textContent).toBe('');
    expect(cell(6, 1).dataset.state).toBe('closed');
  });

  it('has one cell in the tab order; arrows move it, Enter opens its slot', async () => {
    const { onChoose, rows } = await showHeatMap();
    const user = userEvent.setup();
    await user.tab();
    expect(document.activeElement).toBe(cell(0, 0));
    await user.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}{End}{ArrowUp}');
    expect(document.activeElement).toBe(cell(1, 6));
    expect(document.querySelectorAll('[data-cell][tabindex="0"]')).toHaveLength(1);
    await user.keyboard('{ArrowRight}{Enter}');
    expect(onChoose).toHaveBeenCalledExactlyOnceWith(rows[1]!.cells[6]!.id);
  });

  it('turns the week with PageDown and PageUp', async () => {
    const { onWeek } = await showHeatMap();
    fireEvent.keyDown(cell(0, 0), { key: 'PageDown' });
    fireEvent.keyDown(cell(0, 0), { key: 'PageUp' });
    expect(onWeek.mock.calls).toEqual([[1], [-1]]);
  });
});

it('stays in the grid at its edges and leaves other keys alone', () => {
  expect(nextPosition('ArrowUp', { row: 0, column: 3 }, 24, 7)).toEqual({ row: 0, column: 3 });
  expect(nextPosition('ArrowRight', { row: 2, column: 6 }, 24, 7)).toEqual({ row: 2, column: 6 });
  expect(nextPosition('Home', { row: 2, column: 6 }, 24, 7)).toEqual({ row: 2, column: 0 });
  expect(nextPosition('Tab', { row: 2, column: 6 }, 24, 7)).toBeUndefined();
});
