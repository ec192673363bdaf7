import { within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { countsOf, fullCounts } from '../../client/sailings/counts.ts';
import { Gauges } from '../../client/sailings/gauges.tsx';
import { buildTimetable } from '../../client/sailings/timetable.ts';
import { sampleSailing } from './support/itinerary-samples.ts';
import { show } from './support/render.tsx';

const places = { laneMetres: 850, weightKg: 1_900_000, reeferPlugs: 12, dangerousGoodsPlaces: 8 };
const none = { laneMetres: 0, weightKg: 0, reeferPlugs: 0, dangerousGoodsPlaces: 0 };

describe('the four counts of a ship', () => {
  it.each([
    ['laneMetres', 840],
    ['weightKg', 1_890_000],
    ['reeferPlugs', 12],
    ['dangerousGoodsPlaces', 8],
  ] as const)('%s is full for itself', (name, taken) => {
    expect(fullCounts({ places, taken: { ...none, [name]: taken } })).toEqual([name]);
  });

  it('more than there is, on a ship with less water, is more than the whole', () => {
    const [, weight] = countsOf({
      places: { ...places, weightKg: 1_000_000 },
      taken: { ...none, weightKg: 1_250_000 },
    });
    expect(weight).toMatchObject({ name: 'weightKg', share: 1.25, state: 'full' });
  });

  it('a ship without any plug has none to give, and no division by zero', () => {
    const [, , plugs] = countsOf({ places: { ...places, reeferPlugs: 0 }, taken: none });
    expect(plugs).toMatchObject({ share: 1, state: 'full' });
  });

  it('are read out each with its numbers, and which one is full', async () => {
    const screen = await show(<Gauges sailing={{ places, taken: { ...none, reeferPlugs: 12, laneMetres: 33 } }} />);
    const items = within(screen.getByRole('list')).getAllByRole('listitem');
    const texts = items.map((item) => item.textContent);
    expect(texts).toEqual([
      expect.stringContaining('33 of 850 taken'),
      expect.stringContaining('0 of 1,900 taken'),
      expect.stringMatching(/12 of 12.*full/),
      expect.not.stringContaining('full'),
    ]);
  });
});

describe('the picture of the timetable', () => {
  const at = (day: number) => `2026-06-${String(day).padStart(2, '0')}T00:00:00.000Z`;
  const voyage = (id: string, shipId: string, from: number, to: number) => ({
    ...sampleSailing({ id, shipId, shipName: shipId, expectedDepartureAt: at(from), expectedArrivalAt: at(to) }),
  });
  const [fromMs, toMs] = [Date.parse(at(10)), Date.parse(at(20))];

  it('has a row for each ship, and a bar from departure to arrival, cut at the ends of the span', () => {
    const sailings = [
      voyage('1', 'b', 8, 11),
      voyage('2', 'a', 12, 14),
      voyage('3', 'a', 19, 22),
      voyage('4', 'a', 5, 9),
    ];
    const rows = buildTimetable(sailings, fromMs, toMs);
    expect(rows.map(({ shipId, bars }) => [shipId, bars.map((bar) => bar.sailing.id)])).toEqual([
      ['a', ['2', '3']],
      ['b', ['1']],
    ]);
    expect(rows[0]!.bars[0]).toMatchObject({ from: 0.2, to: 0.4, startsBefore: false, endsAfter: false });
    expect(rows[0]!.bars[1]).toMatchObject({ from: 0.9, to: 1, endsAfter: true });
    expect(rows[1]!.bars[0]).toMatchObject({ from: 0, to: 0.1, startsBefore: true });
  });
});
