import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { arrangeRows } from '../../client/desk/arrange-rows.ts';
import { HourPanel } from '../../client/desk/hour-panel.tsx';
import { HoursGrid } from '../../client/desk/hours-grid.tsx';
import { sampleDeskCheckpoint, sampleDeskHours } from './support/desk.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';

const syrym = sampleCheckpoint({
  id: 'syrym',
  kzPostName: 'Syrym',
  neighbourPostName: 'Mashtakovo',
  neighbour: 'RU',
  kzZone: 'Asia/Oral',
  neighbourZone: 'Europe/Samara',
});
const karasu = sampleCheckpoint();
const data = sampleDeskHours([
  sampleDeskCheckpoint('syrym', { 4: { taken: 13 }, 5: { closedBecause: 'closure', taken: 2 } }),
  sampleDeskCheckpoint(
    'karasu',
    {},
    {
      regimes: [
        { regimeId: '7f0c7f9e-0000-4000-8000-000000000001', side: 'kz', cause: 'scanner down', fromHour: 0, toHour: 2 },
      ],
    },
  ),
]);
const rows = arrangeRows(data, [karasu, syrym], ({ id }) => id);

async function showGrid(language: 'en' | 'ru' = 'en') {
  const onChoose = vi.fn();
  await show(<HoursGrid rows={rows} startsAt={data.startsAt} chosen={undefined} onChoose={onChoose} />, { language });
  return { onChoose, user: userEvent.setup(), grid: screen.getByRole('application') };
}
const read = () => screen.getByRole('status').textContent;

describe('the grid of the desk', () => {
  it('is one stop of the keyboard; arrows read the next cell, with both clocks', async () => {
    const { user, grid } = await showGrid();
    await user.tab();
    expect(document.activeElement).toBe(grid);
    expect(read()).toBe(
      'Syrym — Mashtakovo, Sun 22 Nov, 11:00 (across the border: 10:00): 5 of 10 places taken; limited by the Russian post, documents',
    );
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(read()).toContain('Karasu — Ak-Tilek, Sun 22 Nov, 12:00');
    expect(read()).toContain('regime: scanner down');
    await user.tab();
    expect(document.activeElement).not.toBe(grid);
  });

  it('N goes to what does not fit, and Enter opens it', async () => {
    const { user, onChoose } = await showGrid();
    await user.tab();
    await user.keyboard('n');
    expect(read()).toContain('13 of 10 places taken, 3 trucks beyond the places');
    await user.keyboard('n');
    expect(read()).toContain('Closed by announcement');
    expect(read()).toContain('2 trucks are booked');
    await user.keyboard('{Enter}');
    expect(onChoose).toHaveBeenCalledExactlyOnceWith({ checkpointId: 'syrym', startsAt: data.startsAt[5] }, 'keys');
  });

  it('draws the overfull as hatched with their number, apart from closed and from the rest', async () => {
    await showGrid();
    const first = document.querySelectorAll('tbody tr')[0]!;
    const states = [...first.querySelectorAll<SVGElement>('[data-state]')].map(({ dataset }) => dataset.state);
    expect(states.slice(3, 7)).toEqual(['free', 'over', 'stranded', 'free']);
    expect(first.querySelector('[data-state=over] text')!.textContent).toBe('+3');
    expect(first.querySelector('[data-limit=neighbour-documents]')).not.toBeNull();
  });

  it('a click on a cell chooses it, wherever in its row the pointer is', async () => {
    const { onChoose } = await showGrid();
    const cells = document.querySelector<HTMLElement>('[data-row="1"]')!;
    cells.getBoundingClientRect = () => new DOMRect(100, 0, 768, 40);
    fireEvent.click(cells.querySelector('rect')!, { clientX: 100 + 16 * 7 + 3 });
    expect(onChoose).toHaveBeenCalledExactlyOnceWith({ checkpointId: 'karasu', startsAt: data.startsAt[7] }, 'pointer');
  });

  it('sums a row up for those who read it without its keys', async () => {
    await showGrid();
    expect(document.querySelectorAll('tbody tr')[0]!.textContent).toContain('1 hour full, 5 trucks beyond the places');
  });

  it('speaks Russian', async () => {
    const { user } = await showGrid('ru');
    await user.tab();
    await user.keyboard('n');
    expect(read()).toContain('занято 13 из 10, 3 машины сверх мест');
  });
});

describe('the panel of an hour', () => {
  const shown = {
    checkpoint: syrym,
    direction: 'out',
    hour: rows[0]!.hours[4]!,
    asOf: data.asOf,
    forecastMadeAt: undefined,
  } as const;

  it('says load, limit and what does not fit, and leads to the sliders and to a regime', async () => {
    const onTryOut = vi.fn();
    await show(<HourPanel shown={shown} mayChange wantsFocus={{ current: false }} onTryOut={onTryOut} />);
    expect(screen.getByText('3 trucks beyond the places')).toBeTruthy();
    expect(screen.getByText('limited by the Russian post, documents')).toBeTruthy();
    const announce = screen.getByRole('link', { name: /Announce/ }).getAttribute('href')!;
    const search = new URL(announce, 'http://localhost').searchParams;
    expect([search.get('checkpointId'), search.get('side'), search.get('from')]).toEqual([
      'syrym',
      'neighbour',
      data.startsAt[4],
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Other lanes?' }));
    expect(onTryOut).toHaveBeenCalledExactlyOnceWith(shown);
  });

  it('shows who only looks no way to change anything', async () => {
    await show(
      <HourPanel shown={shown} mayChange={false} wantsFocus={{ current: false }} onTryOut={() => undefined} />,
    );
    expect(screen.queryByRole('link', { name: /Announce/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Other lanes?' })).toBeNull();
  });

  it('asks for a choice where there is none', async () => {
    await show(<HourPanel shown={undefined} mayChange wantsFocus={{ current: false }} onTryOut={() => undefined} />);
    expect(screen.getByText('Choose an hour')).toBeTruthy();
  });
});
