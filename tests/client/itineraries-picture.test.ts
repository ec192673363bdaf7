import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf, minutesByKind } from '../../client/itineraries/band.ts';
import { changesOf } from '../../client/itineraries/changes-of.ts';
import { fullCountOf, legOfField } from '../../client/itineraries/leg-of-field.ts';
import { needsAnswer, nextStepOf } from '../../client/itineraries/next-step.ts';
import { shareOf, spanOf, ticksOf } from '../../client/itineraries/time-axis.ts';
import { withoutTowns } from '../../client/parts/way-line.tsx';
import {
  bishkek,
  byRoad,
  driveLeg,
  roadLegs,
  sampleItinerary,
  sampleRepair,
  sampleSailing,
  sampleWayOffer,
  seaLegs,
  seaOffer,
} from './support/itinerary-samples.ts';

const rules = { drivingHours: 9, restHours: 11 };
const at = (instant: string) => new Date(instant);

describe('the band of a way', () => {
  it('is its hours by kind: as the legs say, with rests where the rules ask for them', () => {
    expect(minutesByKind(bandOf(sampleWayOffer(), rules))).toEqual([
      { kind: 'drive', minutes: 25 * 60 },
      { kind: 'rest', minutes: 22 * 60 },
      { kind: 'idle', minutes: 2 * 60 },
      { kind: 'border', minutes: 2 * 60 },
      // Two at the borders, and from P50 to P80 at the end.
      { kind: 'margin', minutes: 4 * 60 },
    ]);
  });

  it('lays the first rest after nine hours at the wheel since the start, and not since the border', () => {
    const parts = bandOf(sampleWayOffer(), rules);
    const [first, second] = parts.filter(({ kind }) => kind === 'rest');
    // One hour before Korday, eight after it.
    expect(new Date(first!.fromMs).toISOString()).toBe('2026-11-22T15:00:00.000Z');
    expect(second!.fromMs - first!.toMs).toBe(9 * 3_600_000);
  });

  it('has the port before a ship departs, then the sea, then the margin for weather', () => {
    expect(bandOf(seaOffer(), rules).slice(-3)).toEqual([
      { kind: 'port', fromMs: Date.parse('2026-11-25T04:00Z'), toMs: Date.parse('2026-11-25T12:00Z'), leg: 1 },
      { kind: 'sea', fromMs: Date.parse('2026-11-25T12:00Z'), toMs: Date.parse('2026-11-27T02:00Z'), leg: 1 },
      { kind: 'margin', fromMs: Date.parse('2026-11-27T02:00Z'), toMs: Date.parse('2026-11-27T08:00Z'), leg: 1 },
    ]);
  });

  it('counts a night on a ship as a rest', () => {
    const after = driveLeg('2026-11-27T02:00:00.000Z', '2026-11-27T11:00:00.000Z', { drivingHours: 9, restHours: 0 });
    const next = driveLeg('2026-11-27T11:00:00.000Z', '2026-11-27T23:00:00.000Z', { drivingHours: 1, restHours: 11 });
    const legs = [...seaLegs(), after, next];
    const parts = bandOf({ ...seaOffer(), legs, arrivalP50At: next.endsAt, arrivalP80At: next.endsAt }, rules);
    expect(parts.filter(({ leg }) => leg === 3).map(({ kind }) => kind)).toEqual(['rest', 'drive']);
  });

  it('has no gap and no overlap from departure to P80, whatever the rules', () => {
    const anyRules = fc.record({
      drivingHours: fc.integer({ min: 1, max: 24 }),
      restHours: fc.integer({ min: 0, max: 24 }),
    });
    fc.assert(
      fc.property(anyRules, fc.boolean(), (some, isSea) => {
        const way = isSea ? seaOffer() : sampleWayOffer();
        const parts = bandOf(way, some);
        expect(parts[0]!.fromMs).toBe(Date.parse(way.departAt));
        expect(parts.at(-1)!.toMs).toBe(Date.parse(way.arrivalP80At));
        for (const [index, part] of parts.entries()) {
          expect(part.toMs).toBeGreaterThan(part.fromMs);
          if (index > 0) expect(part.fromMs).toBe(parts[index - 1]!.toMs);
        }
      }),
    );
  });
});

describe('the axis', () => {
  it('holds all ways, and says where an instant lies on it', () => {
    const span = spanOf([sampleWayOffer(), seaOffer()]);
    expect(span).toEqual({ fromMs: Date.parse('2026-11-22T03:00Z'), toMs: Date.parse('2026-11-27T08:00Z') });
    expect(shareOf(span.fromMs, span)).toBe(0);
    expect(shareOf((span.fromMs + span.toMs) / 2, span)).toBe(0.5);
    expect(shareOf(span.toMs + 1, span)).toBe(1);
  });

  it('has midnights of its clock over days, and round hours within one; never more than there is room for', () => {
    const days = { fromMs: Date.parse('2026-11-22T03:00Z'), toMs: Date.parse('2026-11-27T08:00Z') };
    const iran = ticksOf(days, 'Asia/Tehran', 9);
    // Iran is 3:30 ahead.
    expect(iran.map(({ atMs }) => new Date(atMs).toISOString().slice(5, 16))).toEqual([
      ...['11-22T20:30', '11-23T20:30', '11-24T20:30', '11-25T20:30', '11-26T20:30'],
    ]);
    expect(iran.every(({ isDay }) => isDay)).toBe(true);
    const hours = ticksOf({ fromMs: days.fromMs, toMs: days.fromMs + 20 * 3_600_000 }, 'Asia/Almaty', 4);
    expect(hours.map(({ atMs }) => new Date(atMs).toISOString().slice(11, 16))).toEqual(['07:00', '13:00', '19:00']);
    expect(ticksOf(days, 'Asia/Almaty', 3).length).toBeLessThanOrEqual(3);
  });
});

it('the line of a way without the towns between adds their kilometres to the next ones, and stays estimated', () => {
  const [main] = byRoad.ways;
  const taraz = { ...bishkek, id: 'taraz' };
  const [first, second, third] = main!.legs;
  const longer = {
    nodes: main!.nodes.toSpliced(2, 0, taraz),
    legs: [
      first!,
      { ...second!, toId: 'taraz', distanceKm: 300 },
      { ...second!, fromId: 'taraz', isEstimated: false },
      third!,
    ],
  };
  const { nodes, legs } = withoutTowns(longer);
  expect(nodes.map(({ id }) => id)).toEqual(['bishkek', 'korday', 'syrym', 'samara']);
  expect(legs.map(({ distanceKm, isEstimated }) => [distanceKm, isEstimated])).toEqual([
    ...[[20, false] as const, [2600, true] as const, [210, false] as const],
  ]);
});

describe('a refusal', () => {
  const legs = roadLegs();
  it('is about the leg that its field names', () => {
    expect(legOfField('claim.slotIds.0', 'SLOT_FULL', legs)).toBe(1);
    expect(legOfField('claim.slotIds.1', 'LEG_UNREACHABLE', legs)).toBe(3);
    expect(legOfField('claim.slotIds.2', 'SLOT_FULL', legs)).toBeUndefined();
    expect(legOfField('claim.sailing.gateSlotId', 'GATE_SLOT_FULL', seaLegs())).toBe(1);
    expect(legOfField('vehicle.plate', 'VEHICLE_ALREADY_BOOKED', legs)).toBeUndefined();
    expect(legOfField(undefined, 'INTERNAL', legs)).toBeUndefined();
  });

  it('names the one count that a ship is full of', () => {
    expect(legOfField('needs.isDangerous', 'SAILING_FULL', seaLegs())).toBe(1);
    expect(legOfField('cargo.grossWeightKg', 'INVALID_INPUT', seaLegs())).toBeUndefined();
    expect(fullCountOf('cargo.grossWeightKg')).toBe('weightKg');
    expect(fullCountOf('needs.needsReeferPlug')).toBe('reeferPlugs');
    expect(fullCountOf('claim.slotIds.0')).toBeUndefined();
  });
});

describe('what a repair changes', () => {
  it('is the slots and ships that are others, and no more', () => {
    const [change, ...others] = changesOf(roadLegs(), sampleRepair().legs);
    expect(others).toEqual([]);
    expect(change).toMatchObject({ leg: 3, before: { slot: { id: 12 } }, after: { slot: { id: 13 } } });
    expect(changesOf(roadLegs(), roadLegs())).toEqual([]);
  });

  it('is a ship that leaves later, too, and a checkpoint that is no longer crossed', () => {
    const later = seaLegs();
    const sailing = sampleSailing({ expectedDepartureAt: '2026-11-26T12:00:00.000Z' });
    later[1] = { ...(later[1] as Extract<(typeof later)[number], { kind: 'sailing' }>), sailing };
    expect(changesOf(seaLegs(), later)).toHaveLength(1);
    expect(changesOf(roadLegs(), roadLegs().slice(0, 3))).toMatchObject([{ leg: 3, after: undefined }]);
  });
});

describe('the next step', () => {
  const way = sampleItinerary();
  it('goes from leaving over each border to the arrival', () => {
    expect(nextStepOf(way, at('2026-11-22T01:00Z'))).toMatchObject({ kind: 'depart', at: way.departAt });
    expect(nextStepOf(way, at('2026-11-22T04:30Z'))).toMatchObject({ kind: 'be-at', at: '2026-11-22T05:00:00.000Z' });
    expect(nextStepOf(way, at('2026-11-22T05:30Z'))).toMatchObject({ kind: 'be-at', leg: { checkpointId: 'syrym' } });
    expect(nextStepOf(way, at('2026-11-24T05:00Z'))).toEqual({ kind: 'arrive', at: way.arrivalP50At });
    expect(nextStepOf(way, at('2026-11-25T00:00Z'))).toBeUndefined();
  });

  it('is to confirm while it is held, and to answer while a repair is open', () => {
    const held = sampleItinerary({ state: 'held' });
    expect(nextStepOf(held, at('2026-11-22T00:09Z'))).toMatchObject({ kind: 'confirm' });
    expect(nextStepOf(held, at('2026-11-22T00:11Z'))).toBeUndefined();
    const asked = sampleItinerary({ repair: sampleRepair() });
    expect(nextStepOf(asked, at('2026-11-22T21:00Z'))).toMatchObject({ kind: 'answer' });
    expect(needsAnswer(asked, at('2026-11-22T21:00Z'))).toBe(true);
    expect(needsAnswer(asked, at('2026-11-22T22:00Z'))).toBe(false);
    expect(nextStepOf(sampleItinerary({ state: 'cancelled' }), at('2026-11-22T01:00Z'))).toBeUndefined();
  });
});
