import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { describe, expect, it } from 'vitest';
import { NewRegimePage } from '../../client/regimes/new-regime-page.tsx';
import { readPrefill } from '../../client/regimes/prefill.ts';
import {
  draftOf,
  effectOf,
  effectValues,
  emptyRegime,
  kazakhZones,
  wrongFields,
} from '../../client/regimes/regime-form.ts';
import { RegimesPage } from '../../client/regimes/regimes-page.tsx';
import { RulesSection } from '../../client/regimes/rules-section.tsx';
import { buildTimeline } from '../../client/regimes/timeline.ts';
import type { Regime, RegimeTemplate } from '../../shared/contract/regimes.ts';
import type { Role } from '../../shared/words.ts';
import { samplePreview, sampleRegime } from './support/regime-samples.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

const karasu = sampleCheckpoint();
const hours = Array.from({ length: 24 }, (_, localHour) => ({
  ...{ direction: 'out' as const, side: 'kz' as const, localHour, lanes: 4, scanners: 1, bays: 2 },
  ...{ documentMinutes: 6, scanMinutes: 10, examinationMinutes: 45, scanShare: 0.1, examinationShare: 0.02 },
  assumed: ['all'],
}));
const template: RegimeTemplate = {
  id: 'neighbour-takes-fewer-2025-11',
  side: 'neighbour',
  effect: { paceFactor: 0.8125 },
  hours: null,
  observed: 'limit 650 instead of 800',
  source: 'committee',
  assumed: [],
};

type Refusal = { status: number; body: { code: string; message: string; field?: string } };

function answer(role: Role, regimes: Regime[] = [], refusal?: Refusal) {
  return answerRequests(({ path, method }) => {
    const ok = (body: object) => ({ status: 200, body });
    if (path === '/api/me') return ok({ role, name: 'A', email: 'a@b.c', organisation: null, checkpointIds: [] });
    if (path === '/api/regimes') return ok({ items: regimes, nextCursor: null });
    if (path === '/api/regime-templates') return ok({ items: [template] });
    if (path === '/api/checkpoints') return ok({ items: [karasu], nextCursor: null });
    if (path.endsWith('/calendar')) return ok({ hours, shifts: [] });
    if (path === '/api/previews' && method === 'POST')
      return refusal ?? { status: 202, body: samplePreview({ state: 'queued' }) };
    return ok({ items: [], nextCursor: null });
  });
}

/** The page of a path, and what the way on leads to. */
const showAt = (path: string, page: React.ReactNode) =>
  show(
    <Routes>
      <Route path="/previews/:id" element="the preview" />
      <Route path="*" element={page} />
    </Routes>,
    { path },
  );

describe('the page of regimes', () => {
  it('says where, what, whom and why in words, to anyone', async () => {
    answer('anonymous', [sampleRegime()]);
    await show(<RegimesPage />);
    expect(await screen.findByText('examination: 100% of yellow; 40 min per truck')).toBeTruthy();
    expect(screen.getByText('1 examination bay open')).toBeTruthy();
    expect(screen.getByText('Source: press')).toBeTruthy();
    expect(screen.getAllByText('In force').length).toBeGreaterThan(0);
    expect(screen.queryByText('End it')).toBeNull();
    expect(screen.queryByText('Announce heavier inspections')).toBeNull();
  });

  it('has nothing to show where all work by the calendar', async () => {
    answer('anonymous');
    await show(<RegimesPage />);
    expect(await screen.findByText('Every checkpoint works by its calendar.')).toBeTruthy();
  });

  it('lets a planner end one, by way of a preview', async () => {
    const asked = answer('planner', [sampleRegime()]);
    const user = userEvent.setup();
    await showAt('/regimes', <RegimesPage />);
    await user.click(await screen.findByText('End it'));
    await user.click(screen.getByText('See what it would do'));
    expect(screen.getByText('At least three letters')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'The checks are over' } });
    await user.click(screen.getByText('See what it would do'));
    expect(await screen.findByText('the preview')).toBeTruthy();
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      change: { kind: 'end-regime', regimeId: sampleRegime().id, endsAt: null, reason: 'The checks are over' },
    });
  });
});

describe('announcing heavier inspections', () => {
  it('is not for a dispatcher', async () => {
    answer('dispatcher');
    await show(<NewRegimePage />, { path: '/regimes/new' });
    expect(await screen.findByText('This page is not for your role')).toBeTruthy();
  });

  it('shows each wrong field, and asks for nothing', async () => {
    const asked = answer('planner');
    const user = userEvent.setup();
    await showAt('/regimes/new', <NewRegimePage />);
    await user.click(await screen.findByText('See what it would do'));
    expect(screen.getAllByText('Choose at least one checkpoint').length).toBeGreaterThan(1);
    expect(screen.getAllByText('Say at least one thing that changes').length).toBeGreaterThan(1);
    expect(screen.getByText('Say who announced it: at least three letters')).toBeTruthy();
    expect(asked.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('starts from a template, shows the calendar beside each field, and sends what is said and nothing else', async () => {
    const asked = answer('planner');
    const user = userEvent.setup();
    await showAt('/regimes/new?checkpointId=karasu&direction=out&from=2027-01-10T05:00:00Z', <NewRegimePage />);
    await user.click(await screen.findByText('Start from this', undefined, { timeout: 5000 }));
    expect(screen.getByText('= 81.3%')).toBeTruthy();
    await user.click(screen.getByText('Kazakhstan', { selector: 'label *' }));
    fireEvent.change(screen.getByLabelText('Lanes'), { target: { value: '2' } });
    expect(await screen.findByText('4 → 2')).toBeTruthy();
    await user.click(screen.getByText('See what it would do'));
    expect(await screen.findByText('the preview')).toBeTruthy();
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      change: {
        kind: 'regime',
        regime: {
          checkpointIds: ['karasu'],
          side: 'kz',
          direction: 'out',
          startsAt: '2027-01-10T10:00:00+05:00',
          endsAt: null,
          effect: { lanes: 2, paceFactor: 0.8125 },
          scope: { kind: 'all' },
          cause: 'The neighbour takes fewer trucks',
          source: 'Kazakh revenue committee',
          templateId: 'neighbour-takes-fewer-2025-11',
          proposalId: null,
        },
      },
    });
  });

  it('puts a refusal at the field that it names', async () => {
    answer('planner', [], {
      status: 400,
      body: { code: 'INVALID_INPUT', message: 'x', field: 'body.change.regime.startsAt' },
    });
    const user = userEvent.setup();
    const effect = encodeURIComponent('{"lanes":2}');
    await showAt(
      `/regimes/new?checkpointId=karasu&effect=${effect}&cause=Full%20checks&source=press`,
      <NewRegimePage />,
    );
    await user.click(await screen.findByText('See what it would do'));
    const message = await screen.findByText('This value is not accepted');
    expect(screen.getByLabelText('From').getAttribute('aria-describedby')).toContain(message.id);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('the draft', () => {
  const now = new Date('2026-11-22T00:00:00Z');
  const valid = { ...emptyRegime(now), checkpointIds: ['karasu'], cause: 'cause', source: 'source' };
  const wrong = (change: Partial<typeof valid>) => wrongFields(draftOf({ ...valid, ...change }, kazakhZones));

  it('names the fields that cannot be', () => {
    const effect = { ...valid.effect, lanes: 2 };
    expect(wrong({ effect })).toEqual([]);
    expect(wrong({ effect, endsAt: valid.startsAt })).toEqual(['endsAt']);
    expect(wrong({ effect, endsAt: '' })).toEqual(['endsAt']);
    expect(wrong({ effect, openEnd: true, endsAt: '' })).toEqual([]);
    expect(wrong({ effect: { ...effect, documentMinutes: -1 } })).toEqual(['effect.documentMinutes']);
    expect(wrong({ effect: { ...effect, scanShares: { green: 101, yellow: '', red: '' } } })).toEqual([
      'effect.scanShares.green',
    ]);
    expect(wrong({ effect: { ...effect, paceFactor: { takes: 650, insteadOf: '' } } })).toEqual(['effect.paceFactor']);
    expect(wrong({ effect: { ...effect, paceFactor: { takes: 900, insteadOf: 800 } } })).toEqual(['effect.paceFactor']);
    expect(wrong({ effect, scope: { kind: 'hs-chapters', chapters: ['7'], countries: [] } })).toEqual([
      'scope.chapters',
    ]);
    expect(wrong({ effect, scope: { kind: 'origins', chapters: [], countries: [] } })).toEqual(['scope.countries']);
  });

  it('comes from an effect and goes back to it unchanged', () => {
    const effect = {
      lanes: 0,
      examinationMinutes: 40,
      scanShares: { green: 0.123, red: 1 },
      paceFactor: 650 / 800,
    };
    expect(effectOf(effectValues(effect))).toEqual(effect);
  });

  it('reads an address, and leaves out what is wrong in it', () => {
    const search = new URLSearchParams({
      checkpointId: 'karasu',
      side: 'elsewhere',
      direction: 'in',
      from: '2026-11-23T00:00:00Z',
      to: 'never',
      effect: '{"lanes":-3}',
    });
    const read = readPrefill(search, now);
    expect(read).toMatchObject({ checkpointIds: ['karasu'], side: 'kz', direction: 'in', openEnd: true });
    expect(read.startsAt).toBe('2026-11-23T05:00');
    expect(effectOf(read.effect)).toEqual({});
  });
});

describe('the timeline', () => {
  const span = { fromMs: Date.parse('2026-11-20T00:00:00Z'), toMs: Date.parse('2026-11-30T00:00:00Z') };

  it('gives checkpoints with the same regimes one row, and overlapping regimes a line each', () => {
    const [row, other, ...rest] = buildTimeline(
      [
        sampleRegime({ id: 'a', checkpointIds: ['karasu', 'syrym'] }),
        sampleRegime({ id: 'b', checkpointIds: ['karasu', 'syrym'], endsAt: null }),
        sampleRegime({ id: 'c', checkpointIds: ['auyl'], startsAt: '2026-11-19T00:00:00.000Z' }),
        sampleRegime({ id: 'd', checkpointIds: ['auyl'], startsAt: '2026-12-19T00:00:00.000Z', endsAt: null }),
      ],
      span,
    );
    expect(rest).toEqual([]);
    expect(row?.checkpointIds).toEqual(['karasu', 'syrym']);
    expect(row?.lines.map((line) => line.map(({ regime }) => regime.id))).toEqual([['a'], ['b']]);
    expect(row?.lines[1]?.[0]).toMatchObject({ from: 0.2, to: 1, endsAfter: true });
    expect(other?.lines).toHaveLength(1);
    expect(other?.lines[0]?.[0]).toMatchObject({ from: 0, to: 0.4, startsBefore: true, endsAfter: false });
  });

  it('ends a regime where a planner ended it', () => {
    const [row] = buildTimeline([sampleRegime({ endsAt: null, endedAt: '2026-11-23T00:00:00.000Z' })], span);
    expect(row?.lines[0]?.[0]).toMatchObject({ from: 0.2, to: 0.3, endsAfter: false });
  });
});

describe('the rules of a checkpoint', () => {
  it('are only to be read by others than planners', async () => {
    answer('officer', [sampleRegime()]);
    await show(<RulesSection checkpoint={karasu} direction="out" />);
    expect(await screen.findByText('8:00: lanes 4, scanners 1, bays 2')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Announce|Change|End/ })).toBeNull();
  });

  it('let a planner set lanes of some hours with the keyboard, by way of a preview', async () => {
    const asked = answer('planner');
    const user = userEvent.setup();
    await showAt('/', <RulesSection checkpoint={karasu} direction="out" />);
    (await screen.findByRole('button', { name: '8:00: lanes 4, scanners 1, bays 2' })).focus();
    await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}{ArrowDown}{ArrowDown}');
    expect(screen.getByRole('button', { name: '10:00: lanes 2, scanners 1, bays 2', pressed: true })).toBeTruthy();
    expect(screen.getByRole('button', { name: '11:00: lanes 4, scanners 1, bays 2', pressed: false })).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'Two lanes are rebuilt' } });
    await user.click(screen.getByText('See what it would do'));
    expect(await screen.findByText('the preview')).toBeTruthy();
    expect(asked.find(({ path }) => path === '/api/previews')?.body).toEqual({
      change: {
        kind: 'calendar',
        checkpointId: 'karasu',
        direction: 'out',
        side: 'kz',
        fromLocalHour: 8,
        toLocalHour: 10,
        set: { lanes: 2 },
        reason: 'Two lanes are rebuilt',
      },
    });
  });

  it('announce a closure by way of a preview, not at once', async () => {
    const asked = answer('planner');
    const user = userEvent.setup();
    await showAt('/', <RulesSection checkpoint={karasu} direction="out" />);
    await user.click(await screen.findByText('Announce a closure'));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByLabelText('Reason'), { target: { value: 'Ice on the bridge' } });
    await user.click(dialog.getByText('See what it would do'));
    expect(await screen.findByText('the preview')).toBeTruthy();
    expect(asked.find(({ method }) => method === 'POST')).toMatchObject({
      path: '/api/previews',
      body: { change: { kind: 'closure', checkpointId: 'karasu', direction: null, reason: 'Ice on the bridge' } },
    });
  });
});
