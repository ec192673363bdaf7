import { describe, expect, test } from 'vitest';
import { buildScenario } from '../../../server/forecasts/build-scenario.ts';
import { checkScenario } from '../../../server/planning/simulate/check-scenario.ts';
import { NO_SLOT, STEP } from '../../../server/planning/simulate/model.ts';
import { hour, minute, samplePicture, sampleTruck } from './sample-picture.ts';

const tempo = { first: [1, 1], second: [1, 1], approach: { minutes: 6, cv: 0.4 }, scatter: 0.5 };

describe('a scenario', () => {
  test('begins now, with slots that began before', () => {
    const scenario = buildScenario(samplePicture({ nowMinute: 25 }), tempo);
    checkScenario(scenario);
    expect(scenario.horizonMinutes).toBe(48 * 60);
    expect(scenario.callRule).toEqual({
      order: 'slot',
      slotMinutes: 60,
      slotsFromMinute: -25,
      lateAfterMinutes: 120, // an hour of slot and an hour of grace
      earlyMinutes: 60,
    });
    expect(scenario.posts[0]!.periods.slice(0, 2).map(({ fromMinute }) => fromMinute)).toEqual([-25, 35]);
    expect(scenario.approach).toEqual({ minutes: 6, cv: 0.4, loopPlaces: 12, leadMinutes: 15, clearedLastHour: 4 });
    expect(scenario.probes).toMatchObject({ hours: 24, perHour: 4, channel: 0 });
  });

  test('takes the calendar of both posts, slower by the tempo of the hour, and nothing while closed', () => {
    const picture = samplePicture({ closedHours: [2] });
    const { posts } = buildScenario(picture, { ...tempo, first: [1, 1.5, 1.5, 2], second: [0.5] });
    const documents = (post: 0 | 1) => posts[post]!.periods.slice(0, 4).map(({ documentMinutes }) => documentMinutes);
    expect(documents(0)).toEqual([9, 9, 6, 12]); // 6 minutes; the slot that is open has the first hour to come
    expect(documents(1)).toEqual([4, 4, 8, 4]); // 8 minutes; what is closed is not slow
    expect(posts[0]!.periods.slice(0, 4).map(({ lanes }) => lanes)).toEqual([2, 2, 0, 2]);
    expect(posts[0]!.periods.slice(0, 4).map(({ scheduledPerHour }) => scheduledPerHour)).toEqual([6, 6, 0, 6]);
    expect(posts[1]!.places).toBe(3); // the most that were seen there
  });

  test('has the trucks where they are, with their age', () => {
    const picture = samplePicture({
      nowMinute: 30,
      trucks: [
        sampleTruck({ slotStartsAtMs: 3 * hour }),
        sampleTruck({ place: 'waiting', arrivedAtMs: 10 * minute, sinceMs: 10 * minute, late: true, class: 'post' }),
        sampleTruck({ place: 'called', arrivedAtMs: 0, sinceMs: 26 * minute }),
        sampleTruck({ place: 'secondScan', arrivedAtMs: -hour, sinceMs: 25 * minute, channel: 'yellow' }),
      ],
    });
    const scenario = buildScenario(picture, tempo);
    checkScenario(scenario);
    const { trucks } = scenario;
    expect([...trucks.step]).toEqual([STEP.expected, STEP.waiting, STEP.called, STEP.secondScan]);
    expect([...trucks.slotMinute]).toEqual([150, -30, -30, -30]);
    expect([...trucks.readyMinute]).toEqual([0, -20, -30, -90]);
    expect([...trucks.sinceMinute].slice(1)).toEqual([-20, -4, -5]);
    expect([...trucks.rank]).toEqual([3, 1 + 4, 3, 3]); // general; post, behind everybody in time; general
    expect([...trucks.channel]).toEqual([0, 0, 0, 1]);
    expect([...trucks.slotMinute]).not.toContain(NO_SLOT);
  });

  test('spreads bookings still to be made over the hours of the run that their slot lies in', () => {
    const picture = samplePicture({ nowMinute: 15, laterBookings: { 2: 4 } });
    const { walkIns } = buildScenario(picture, tempo);
    // The slot is 105 to 165 minutes from now: a quarter of it in hour 1, the rest in hour 2.
    expect(walkIns!.perHour.slice(0, 4)).toEqual([0, 1, 3, 0]);
    expect(walkIns!.perHour).toHaveLength(48);
  });

  test('is warmed up by the bookings of the last hours where no gate says what stands there', () => {
    const picture = samplePicture({
      basedOn: 'bookings',
      trucks: [sampleTruck({ slotStartsAtMs: -2 * hour }), sampleTruck({ slotStartsAtMs: 2 * hour })],
    });
    const scenario = buildScenario(picture, tempo);
    checkScenario(scenario);
    expect([...scenario.trucks.slotMinute]).toEqual([4 * 60, 8 * 60]);
    expect(scenario.probes!.hours).toBe(6 + 24);
    expect(scenario.horizonMinutes).toBe((6 + 48) * 60);
  });

  test('looks with probes that come in time', () => {
    const picture = samplePicture({});
    const deviationQuantiles = [-300, -90, -30, 0, 45, 115, 400];
    const { probes } = buildScenario({ ...picture, punctuality: { noShowChance: 0, deviationQuantiles } }, tempo);
    expect(probes!.deviationQuantiles).toEqual([-30, 0, 45, 115]);
  });
});
