import type { WaitBandView } from '../../shared/contract/previews.ts';
import { sideOfPost } from '../../shared/gate-steps.ts';
import { type CheckpointRules, sideHourAt } from '../corridors/rules/index.ts';
import { NONE } from '../planning/model.ts';
import { checkScenario } from '../planning/simulate/check-scenario.ts';
import { toTruckInput } from '../planning/simulate/gate-truck.ts';
import { percentileOf } from '../planning/simulate/journey-minutes.ts';
import {
  buildTrucks,
  type Journeys,
  type Scenario,
  STEP,
  type TruckInput,
  type Trucks,
} from '../planning/simulate/model.ts';
import { assumedBehaviour } from '../planning/simulate/punctuality.ts';
import { runOnce } from '../planning/simulate/simulate.ts';
import {
  buildSlotScenario,
  type GateRule,
  joinEqualPeriods,
  type ScenarioSlot,
} from '../planning/simulate/slot-scenario.ts';
import type { PreviewedSlot } from './previewed-slots.ts';
import type { Roster } from './queue-roster.ts';

/** As things are; with the change and without a new plan; with both. */
export const variants = ['now', 'unmoved', 'moved'] as const;
export type Variant = (typeof variants)[number];

export interface WaitTask {
  slots: readonly PreviewedSlot[];
  rosters: readonly Roster[];
  /** By checkpoint. */
  rulesBefore: ReadonlyMap<string, CheckpointRules>;
  rulesAfter: ReadonlyMap<string, CheckpointRules>;
  gateRules: Readonly<Record<string, GateRule>>;
  seed: string;
  replications: number;
  /** Whether the waits of the trucks of a slot count in the figures over all. */
  counts: (cell: number) => boolean;
}

export interface Waits<Of extends Variant> {
  ofCell: Map<number, Record<Of, WaitBandView>>;
  ofAll: Record<Of, WaitBandView>;
}

/** So many trucks are sent through checkpoints, all runs together: about a second of two cores, with what is around them. */
const truckRuns = 350_000;
const [fewestRuns, mostRuns] = [3, 60];

/** How many runs of the simulation there is time for. */
export const countReplications = (trucks: number, variants: number) =>
  Math.max(fewestRuns, Math.min(mostRuns, Math.floor(truckRuns / Math.max(1, trucks * variants))));

/** As little is known of a service as in measure-tempo.ts of forecasts: half of its mean. */
const scatter = 0.5;
const minuteMs = 60_000;
const absent: TruckInput = { readyMinute: 0, noShow: true };
export const nobody: WaitBandView = { p50Minutes: null, p80Minutes: null };
/** For a checkpoint without a rule of its own: no window and no place that holds anybody back. */
const openGate: GateRule = { earlyMinutes: 60, graceMinutes: 60, postPlaces: 20, stripPlaces: 30, callLeadMinutes: 15 };

/**
 * From the arrival of a truck, or from when it may be called where it came too early, until it is at the first post, by slot and over all trucks. All variants send the same trucks with the same luck (common
 * random numbers), so that they differ by the change and the plan alone. The bands hold the scatter of arrivals and services; not the doubt
 * about the calendar's minutes, which a live forecast measures.
 */
export function simulateWaits<Of extends Variant>(
  task: WaitTask,
  of: readonly Of[],
  onProgress?: (share: number) => void,
): Waits<Of> {
  const { replications, rosters } = task;
  const trucks = rosters.reduce((sum, roster) => sum + roster.trucks.length, 0);
  const ofCell = new Map<number, Record<Of, WaitBandView>>();
  const all = makeRecord(of, () => openList(trucks * replications));

  rosters.forEach((roster, index) => {
    const scenarioOf = openScenarios(task, roster);
    for (const variant of of) {
      const waits = runAll(
        scenarioOf(variant),
        `${task.seed}/${roster.checkpointId}/${roster.direction}`,
        replications,
      );
      const byCell = gather(variant === 'moved' ? roster.cellAfter : roster.cellBefore);
      for (const [cell, own] of byCell) {
        const list = openList(own.length * replications);
        for (const truck of own) {
          const isCounted = task.counts(roster.trucks[truck]!.cell);
          for (const minutes of waits.subarray(truck * replications, (truck + 1) * replications)) {
            if (Number.isNaN(minutes)) continue;
            list.add(minutes);
            if (isCounted) all[variant].add(minutes);
          }
        }
        let bands = ofCell.get(cell);
        if (!bands) {
          bands = makeRecord(of, () => nobody);
          ofCell.set(cell, bands);
        }
        bands[variant] = bandOf(list.values());
      }
    }
    onProgress?.((index + 1) / rosters.length);
  });
  return { ofCell, ofAll: makeRecord(of, (variant) => bandOf(all[variant].values())) };
}

/** The minutes of each truck, one for each run; NaN where it did not come. */
function runAll(scenario: Scenario, seed: string, replications: number): Float64Array {
  checkScenario(scenario);
  const waits = new Float64Array(scenario.trucks.count * replications);
  const { earlyMinutes = Number.POSITIVE_INFINITY } = scenario.callRule;
  for (let run = 0; run < replications; run++) {
    const { trucks } = runOnce(scenario, seed, run);
    for (let truck = 0; truck < scenario.trucks.count; truck++)
      waits[truck * replications + run] = waitOf(trucks, scenario.trucks, truck, earlyMinutes);
  }
  return waits;
}

/** The trucks of each cell. */
function gather(cellOf: Int32Array): Map<number, number[]> {
  const byCell = new Map<number, number[]>();
  cellOf.forEach((cell, truck) => {
    if (cell === NONE) return;
    const list = byCell.get(cell);
    if (list) list.push(truck);
    else byCell.set(cell, [truck]);
  });
  return byCell;
}

/** Numbers of which it is known how many there are at most. */
function openList(most: number) {
  const values = new Float64Array(most);
  let length = 0;
  return {
    add(value: number) {
      values[length++] = value;
    },
    values: () => values.subarray(0, length),
  };
}

/** The scenarios of one queue. What they share is made once: half of the time of a run went into its scenario. */
function openScenarios(task: WaitTask, roster: Roster): (variant: Variant) => Scenario {
  const gates = new Map<'before' | 'after', ReturnType<typeof buildGate>>();
  const gateOf = (when: 'before' | 'after') => {
    const gate = gates.get(when) ?? buildGate(task, roster, when);
    gates.set(when, gate);
    return gate;
  };
  const minuteOf = (ms: number) => (ms - roster.startMs) / minuteMs;
  const inputOf = (truck: number, cell: number): TruckInput => {
    const { gate } = roster.trucks[truck]!;
    if (cell === NONE) return absent;
    if (gate.place !== 'expected') return toTruckInput(gate, minuteOf);
    return toTruckInput({ ...gate, slotStartsAtMs: task.slots[cell]!.startsAtMs }, minuteOf);
  };
  const rows = Array.from(roster.cellBefore, (cell, truck) => inputOf(truck, cell));
  const trucks = buildTrucks(rows);
  return (variant) => ({
    ...gateOf(variant === 'now' ? 'before' : 'after'),
    behaviour: assumedBehaviour,
    trucks:
      variant === 'moved'
        ? buildTrucks(
            rows.map((row, truck) => {
              const cell = roster.cellAfter[truck]!;
              return cell === roster.cellBefore[truck] ? row : inputOf(truck, cell);
            }),
          )
        : trucks,
  });
}

function buildGate(task: WaitTask, roster: Roster, when: 'before' | 'after') {
  const { startMs, checkpointId } = roster;
  const rule = task.gateRules[checkpointId] ?? openGate;
  const rules = (when === 'before' ? task.rulesBefore : task.rulesAfter).get(checkpointId)!;
  const slots = task.slots.slice(roster.first, roster.end).map((slot): ScenarioSlot => {
    const { closedBecause, total } = slot[when];
    const post = (which: 'first' | 'second') =>
      sideHourAt(rules, slot.direction, sideOfPost(slot.direction, which), slot.startsAtMs);
    return {
      ...{ startsAtMs: slot.startsAtMs, endsAtMs: slot.endsAtMs },
      ...{ closed: closedBecause !== null, totalPlaces: total, first: post('first'), second: post('second') },
    };
  });
  const gate = buildSlotScenario({
    ...{ slots, rule, startMs },
    horizonMinutes: (slots.at(-1)!.endsAtMs - startMs) / minuteMs,
    secondPostPlaces: rule.postPlaces,
    approach: { minutes: Math.max(1, rule.callLeadMinutes), cv: scatter },
    clearedLastHour: 0,
    service: { kind: 'lognormal', cv: scatter },
  });
  return { ...gate, posts: joinEqualPeriods(gate.posts) };
}

/**
 * Infinity: not before the run ends. NaN for a truck that does not come, or was at a post when it began. Who stands there hours before its window waits
 * for its slot and not for the post, as in forecasts: counted from its arrival, the first hours of every preview looked full.
 */
function waitOf(journeys: Journeys, { step, slotMinute }: Trucks, truck: number, earlyMinutes: number): number {
  const from = step[truck]!;
  if (!(from === STEP.expected || from === STEP.waiting || from === STEP.called)) return Number.NaN;
  const arrival = journeys.arrivalMinute[truck]!;
  const post = journeys.postMinute[truck]!;
  if (Number.isNaN(post)) return Number.isNaN(arrival) ? Number.NaN : Number.POSITIVE_INFINITY;
  return Math.max(0, post - Math.max(arrival, slotMinute[truck]! - earlyMinutes));
}

/** Sorts them. */
function bandOf(waits: Float64Array): WaitBandView {
  const sorted = waits.sort();
  const at = (share: number) => {
    const minutes = percentileOf(sorted, share);
    return Number.isFinite(minutes) ? Math.round(minutes * 10) / 10 : null;
  };
  return { p50Minutes: at(0.5), p80Minutes: at(0.8) };
}

const makeRecord = <Key extends string, Value>(keys: readonly Key[], make: (key: Key) => Value) =>
  Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, Value>;
