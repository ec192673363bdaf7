import type { Preview, PreviewFigures, PreviewMove, PreviewSlot } from '../../../shared/contract/previews.ts';
import type { Regime } from '../../../shared/contract/regimes.ts';

export const previewId = '11111111-6c8d-4f0e-9b1a-3f2f9d1c7a11';

export function sampleRegime(change: Partial<Regime> = {}): Regime {
  return {
    id: '22222222-6c8d-4f0e-9b1a-3f2f9d1c7a11',
    checkpointIds: ['karasu'],
    side: 'kz',
    direction: null,
    startsAt: '2026-11-22T00:00:00.000Z',
    endsAt: '2026-11-24T00:00:00.000Z',
    effect: { bays: 1, examinationShares: { yellow: 1 }, examinationMinutes: 40 },
    scope: { kind: 'all' },
    cause: 'Full checks',
    source: 'press',
    templateId: null,
    proposalId: null,
    state: 'in-force',
    mix: { inScopeShare: 1, channels: { green: 0.9, yellow: 0.08, red: 0.02 }, trucks: 100 },
    madeAt: '2026-11-21T12:00:00.000Z',
    endedAt: null,
    endReason: null,
    ...change,
  };
}

export function sampleFigures(change: Partial<PreviewFigures> = {}): PreviewFigures {
  const none = { over: 0, moved: 0, unplaced: 0 };
  const band = (p50Minutes: number, p80Minutes: number) => ({ p50Minutes, p80Minutes });
  return {
    slotsChanged: 96,
    slotsOverfull: 12,
    placesBefore: 1200,
    placesAfter: 800,
    over: 124,
    moved: 120,
    unplaced: 4,
    movedToSibling: 20,
    stays: 2,
    shiftHours: { median: 3, p80: 7, most: 26 },
    detourKm: { median: 120, most: 180 },
    groups: { perishable: { over: 9, moved: 2, unplaced: 0 }, dangerous: none, sensitive: none, ordinary: none },
    wait: { now: band(30, 60), unmoved: band(200, 420), moved: band(45, 80) },
    objective: 1000,
    lowerBound: 1000,
    replications: 20,
    computeSeconds: 1.42,
    ...change,
  };
}

export function samplePreview(change: Partial<Preview> = {}): Preview {
  return {
    id: previewId,
    state: 'ready',
    change: {
      kind: 'closure',
      checkpointId: 'karasu',
      direction: null,
      startsAt: '2026-11-22T00:00:00.000Z',
      endsAt: '2026-11-22T06:00:00.000Z',
      reason: 'Ice on the bridge',
    },
    madeAt: '2026-11-22T00:00:00.000Z',
    progress: 1,
    failure: null,
    from: null,
    to: null,
    seed: 'the-seed',
    figures: sampleFigures(),
    appliedAt: null,
    ...change,
  };
}

const at = (checkpointId: string, startsAt: string) => ({ slotId: 1, checkpointId, startsAt });

export function sampleMove(change: Partial<PreviewMove> = {}): PreviewMove {
  return {
    bookingId: '33333333-6c8d-4f0e-9b1a-3f2f9d1c7a11',
    plate: '123ABC02',
    organisationName: 'Demo Trans',
    group: 'ordinary',
    from: at('karasu', '2026-11-22T05:00:00.000Z'),
    to: at('karasu', '2026-11-22T08:00:00.000Z'),
    reason: null,
    shiftMinutes: 180,
    detourKm: null,
    ...change,
  };
}

export function samplePreviewSlot(change: Partial<PreviewSlot> = {}): PreviewSlot {
  const places = (total: number) => ({ total, inspected: total, examined: total });
  const side = { closedBecause: null, limitedBy: null };
  return {
    slotId: 1,
    checkpointId: 'karasu',
    direction: 'out',
    startsAt: '2026-11-22T05:00:00.000Z',
    endsAt: '2026-11-22T06:00:00.000Z',
    before: { ...places(12), ...side },
    after: { ...places(6), ...side },
    taken: places(10),
    takenAfter: places(6),
    wait: null,
    ...change,
  };
}
