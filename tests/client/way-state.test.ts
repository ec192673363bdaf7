import { describe, expect, it } from 'vitest';
import { heavierState, wayStateOf, wayStates, wayStroke } from '../../client/corridors/way-state.ts';

const hours = (freeHours: number, waitHours: number | null) =>
  wayStateOf({ freeMinutes: freeHours * 60, waitP50Minutes: waitHours === null ? null : waitHours * 60 });

describe('how a way stands', () => {
  it('is told by the share of its time on a short way, and by hours on a long one', () => {
    expect(hours(5, 0.2)).toBe('free'); // a quarter of an hour is no trouble
    expect(hours(5, 0.6)).toBe('slower');
    expect(hours(5, 2.5)).toBe('heavy');
    expect(hours(100, 2.9)).toBe('free');
    expect(hours(100, 3)).toBe('slower');
    expect(hours(100, 12)).toBe('heavy');
  });

  it('is not known without a forecast, or before any has come', () => {
    expect(hours(5, null)).toBe('unknown');
    expect(wayStateOf(undefined)).toBe('unknown');
  });

  it('of both directions is the heavier; what is not known says nothing', () => {
    expect(heavierState(['free', 'heavy'])).toBe('heavy');
    expect(heavierState(['unknown', 'free'])).toBe('free');
    expect(heavierState(['unknown', 'unknown'])).toBe('unknown');
  });

  it('can be seen without colours: each state has a width and dashes of its own', () => {
    const looks = wayStates.map((state) => `${wayStroke[state].weight} ${wayStroke[state].dashArray}`);
    expect(new Set(looks).size).toBe(wayStates.length);
    expect(new Set(wayStates.map((state) => wayStroke[state].weight)).size).toBe(wayStates.length);
  });
});
