import { describe, expect, test } from 'vitest';
import type { CheckpointRules } from '../../../server/corridors/rules/index.ts';
import type { SideHour } from '../../../server/planning/capacity.ts';
import { buildTrucks, type Post } from '../../../server/planning/simulate/model.ts';
import { assumedBehaviour } from '../../../server/planning/simulate/punctuality.ts';
import { simulate } from '../../../server/planning/simulate/simulate.ts';
import {
  buildSlotScenario,
  joinEqualPeriods,
  type ScenarioSlot,
} from '../../../server/planning/simulate/slot-scenario.ts';
import { listRosters } from '../../../server/replans/queue-roster.ts';
import { simulateWaits } from '../../../server/replans/simulate-waits.ts';
import { hourMs, type SmallSlot, smallWorld } from './preview-world.ts';

const side: SideHour = {
  ...{ lanes: 2, scanners: 1, bays: 1, documentMinutes: 20, scanMinutes: 12, examinationMinutes: 60 },
  ...{ scanShare: 0.1, examinationShare: 0.05 },
};

/** A day of six places an hour, with a closed hour and one of fewer lanes. */
function scenarioOf(join: (posts: readonly Post[]) => readonly Post[]) {
  const slots = Array.from({ length: 24 }, (_, hour): ScenarioSlot => {
    const post = { ...side, lanes: hour === 9 ? 1 : 2 };
    const times = { startsAtMs: hour * hourMs, endsAtMs: (hour + 1) * hourMs };
    return { ...times, closed: hour === 5, totalPlaces: hour < 12 ? 6 : 4, first: post, second: side };
  });
  const gate = buildSlotScenario({
    slots,
    rule: { earlyMinutes: 60, graceMinutes: 60, postPlaces: 20, stripPlaces: 30, callLeadMinutes: 15 },
    ...{ startMs: 0, horizonMinutes: 24 * 60, secondPostPlaces: 20, clearedLastHour: 0 },
    approach: { minutes: 15, cv: 0.5 },
    service: { kind: 'lognormal', cv: 0.5 },
  });
  const rows = Array.from({ length: 100 }, (_, truck) => ({
    readyMinute: 0,
    slotMinute: 60 * Math.floor(truck / 5),
    channel: truck % 9 === 0 ? (1 as const) : (0 as const),
  }));
  return { ...gate, posts: join(gate.posts), behaviour: assumedBehaviour, trucks: buildTrucks(rows) };
}

test('periods that are joined change no truck', () => {
  const joined = scenarioOf(joinEqualPeriods);
  const whole = scenarioOf((posts) => posts);
  expect(joined.posts.map(({ periods }) => periods.length)).toEqual([6, 3]);
  for (let replication = 0; replication < 5; replication++)
    expect(simulate(joined, 'seed', replication).trucks).toEqual(simulate(whole, 'seed', replication).trucks);
});

describe('a roster', () => {
  const hours = (checkpointId: string): SmallSlot[] =>
    Array.from({ length: 60 }, (_, hour) => ({ checkpointId, hour: hour + 1, after: [1, 1, 1] as const }));
  const { slots, trucks } = smallWorld(
    [...hours('here'), ...hours('there')],
    [{ cell: 20 }, { cell: 70 }, { cell: 21 }, { cell: 59 }],
  );
  const rosters = (toCell: number) =>
    listRosters(
      slots,
      trucks,
      [{ truck: trucks[0]!, group: 'ordinary', toCell, reason: null, detourKm: null }],
      (cell) => cell === 20 || cell === 21,
      0,
    );

  test('is of the queues that change or get trucks, from six hours before to a day after', () => {
    expect(rosters(22).map(({ checkpointId, first, end }) => [checkpointId, first, end])).toEqual([['here', 14, 47]]);
    expect(rosters(80).map(({ checkpointId, first, end }) => [checkpointId, first, end])).toEqual([
      ['here', 14, 46],
      ['there', 74, 105],
    ]);
  });

  test('has all trucks of its queue in one order, and those from another behind them', () => {
    const [here, there] = rosters(80);
    expect(here!.trucks.map(({ id }) => id)).toEqual(['truck-0', 'truck-2', 'truck-3']);
    expect([[...here!.cellBefore], [...here!.cellAfter]]).toEqual([
      [20, 21, -1],
      [-1, 21, -1],
    ]);
    expect(there!.trucks.map(({ id }) => id)).toEqual(['truck-1', 'truck-0']);
    expect([...there!.cellAfter]).toEqual([-1, 80]);
  });
});

test('who came hours before its window waits for its slot until then, not for the post', () => {
  const hours = Array.from({ length: 30 }, (_, hour): SmallSlot => ({ hour, after: [6, 6, 6] }));
  const { slots, trucks } = smallWorld(hours, [{ cell: 4 }, { cell: 9, isHere: true }]);
  const early = trucks[1]!;
  early.gate = { ...early.gate, place: 'waiting', arrivedAtMs: -3 * hourMs, sinceMs: -3 * hourMs };
  const everyHour = Array.from({ length: 24 }, () => side);
  const both = { kz: everyHour, neighbour: everyHour };
  const rules: CheckpointRules = {
    ...{ id: 'here', neighbour: 'RU', access: 'bilateral', status: 'open', lat: 50, lon: 50, rulesVersion: 1 },
    ...{ kzZone: 'Asia/Almaty', neighbourZone: 'Asia/Almaty', opensAt: null, closesAt: null },
    ...{ seasonFrom: null, seasonTo: null, slotMinutes: 60, hours: { out: both, in: both } },
    ...{ closures: [], shifts: [], regimes: [] },
  };
  const byId = new Map([['here', rules]]);
  const { ofCell } = simulateWaits(
    {
      ...{ slots, rulesBefore: byId, rulesAfter: byId, gateRules: {}, seed: 'seed', replications: 20 },
      ...{ counts: () => true, rosters: listRosters(slots, trucks, [], () => true, 0) },
    },
    ['unmoved'],
  );
  const usual = ofCell.get(4)!.unmoved;
  const ofEarly = ofCell.get(9)!.unmoved;
  expect(usual.p80Minutes).toBeLessThan(30);
  expect(ofEarly.p80Minutes).toBeLessThan(30);
});
