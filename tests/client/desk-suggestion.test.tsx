import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SuggestionCard } from '../../client/desk/suggestion-card.tsx';
import type { Suggestion } from '../../shared/contract/proposals.ts';
import { show } from './support/render.tsx';

const suggestion: Suggestion = {
  id: 'zhaisan alimbet out 2026-11-26',
  direction: 'out',
  date: '2026-11-26',
  because: 'overfull',
  startsAt: '2026-11-25T19:00:00.000Z',
  endsAt: '2026-11-26T19:00:00.000Z',
  from: { checkpointId: 'zhaisan', places: 100, taken: 140 },
  to: { checkpointId: 'alimbet', places: 120, taken: 60 },
  trucks: 40,
  movable: 62,
  price: { kmPerTruck: 220.6, hoursPerTruck: 3.68, km: 8824, hours: 147, assumed: ['road distance'] },
  saved: { hours: 210.4, source: 'forecast' },
  change: {
    kind: 'transfer',
    fromCheckpointId: 'zhaisan',
    toCheckpointId: 'alimbet',
    direction: 'out',
    startsAt: '2026-11-25T19:00:00.000Z',
    endsAt: '2026-11-26T19:00:00.000Z',
    trucks: 40,
    reason: 'overfull on 26 November',
  },
};

const card = () => screen.getByRole('article').textContent;

describe('a suggestion', () => {
  it('says how many trucks go from where to where and when, and its price in hours and kilometres', async () => {
    await show(<SuggestionCard suggestion={suggestion} />);
    expect(await screen.findByText('Shift 40 trucks from zhaisan to alimbet on Thursday 26 November')).toBeTruthy();
    expect(card()).toContain('221 km each, 8,824 km in all');
    expect(card()).toContain('3.7 h each, 147 h in all');
    expect(card()).toContain('Saves210 h of waitingby the forecast');
    expect(card()).toContain('The way by road is assumed, not measured.');
  });

  it('draws the day at both checkpoints, and what would still not fit', async () => {
    await show(<SuggestionCard suggestion={{ ...suggestion, trucks: 10 }} />);
    expect(card()).toContain('140 → 130 of 100 places');
    expect(card()).toContain('60 → 70 of 120 places');
    expect(document.querySelectorAll('[class*=beyond]')).toHaveLength(1);
    expect(document.querySelectorAll('[class*=goers]')).toHaveLength(1);
  });

  it('that lets trucks wait longer says so, and next to nothing is not below zero', async () => {
    await show(<SuggestionCard suggestion={{ ...suggestion, saved: { hours: -27.2, source: 'load-rule' } }} />);
    expect(card()).toContain('Adds27 h of waitingby a rule from places and trucks');
  });

  it('is preceded by nothing below zero when it saves next to nothing', async () => {
    await show(<SuggestionCard suggestion={{ ...suggestion, saved: { hours: -0.2, source: 'forecast' } }} />);
    expect(card()).toContain('0 h of waiting');
    expect(card()).not.toContain('-0');
  });
});
