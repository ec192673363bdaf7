import { TARGET_LOAD } from '../../server/planning/capacity.ts';
import * as assumed from './assumptions.ts';
import type { Scenario } from './build-scenario.ts';
import { placesOf, type Regime } from './crossings.ts';
import type { Load } from './measure-load.ts';
import { factorOfHeavierInspections } from './regimes.ts';
import { worlds } from './run-evaluation.ts';
import type { Row } from './summarise.ts';
import { alike, checksTable, hoursTable, listNotBetter, loadsTable } from './tables.ts';

export interface Findings {
  rows: readonly Row[];
  /** By seed. */
  loads: readonly (readonly Load[])[];
  scenarios: readonly Scenario[];
  regimes: readonly Regime[];
}

/** docs/evaluation.md: what was found, how, and where it is not what one would like. The words of the reading are ours: read them again when the numbers change. */
export function writeReport({ rows, loads, scenarios, regimes }: Findings): string {
  const of = (world: Row['world'], id: string) => rows.find((row) => row.world === world && row.policy.id === id)!;
  const hours = (world: Row['world'], id: string, group: 'all' | 'inspected' | 'siblings' = 'all') =>
    of(world, id).measures[group].meanHours.mean.toFixed(2);
  const trucks = Math.round(scenarios.reduce((sum, scenario) => sum + scenario.trucks.length, 0) / scenarios.length);
  const blocked = scenarios.reduce((sum, scenario) => sum + scenario.blocked, 0);
  const factor = factorOfHeavierInspections().toFixed(2);
  const target = Math.round(TARGET_LOAD * 100);

  return `# Evaluation

Written by \`npm run evaluate\`: change \`twin/evaluation/\`, not this page. One week of applications, ${trucks.toLocaleString('en')} trucks in the mean, at
the 37 checkpoints with Russia and Kyrgyzstan; five policies; normal inspections, and heavier ones at three checkpoints from the third
day. Numbers are means over ${assumed.seeds.length} seeds ± the standard deviation between them.

## All trucks

![Mean hours of all trucks by policy, in the queue, elsewhere and driven around](images/evaluation-all.svg)

${worlds.map((world) => `### ${nameOf(world)}\n\n${hoursTable(rows, world, 'all')}`).join('\n\n')}

**Hours** are from readiness (the earliest time of the application) to clearance: queue + elsewhere + around + ${of('plain', 'no-slots').measures.all.serviceHours.mean.toFixed(2)} in service. *Queue* is
standing at the checkpoint. *Elsewhere* is waiting at home or on a parking for the slot, and being held up on the road (${of('plain', 'no-slots').measures.all.elsewhereHours.mean.toFixed(2)} h under every policy).
*Around* is the drive to another checkpoint. *Idle* are all truck-hours of queue and elsewhere. *Moved*: the slot was changed after it was given.
*Gini*: of the mean delay of the 120 carriers, 0 where all wait alike. *Computing*: seconds for all bookings of the week.

## The three checkpoints with heavier inspections

Most of the network is not congested, and a mean over all trucks hides that: ${countBelow(loads)} of its ${loads[0]!.length} open crossings (a checkpoint and direction) are asked for less
than 60% of their places. These are the trucks that wished for Syrym out, Zhaisan out or Karasu in, wherever they crossed in the end:

![Mean hours of the trucks for the three checkpoints by policy](images/evaluation-inspected.svg)

${worlds.map((world) => `### ${nameOf(world)}\n\n${hoursTable(rows, world, 'inspected')}`).join('\n\n')}

![Trucks at the three checkpoints over the week](images/evaluation-queues.svg)

The crossings that are asked for the most, wishes over places in the seven days; *inspected* are the places at the scanner, for trucks whose goods
ask for documents or more:

${loadsTable(loads)}

## Reading

- **With normal inspections** a truck takes ${hours('plain', 'otkel')} h with Otkel and ${hours('plain', 'no-slots')} h without slots. The difference is at a few crossings: above all at
  Syrym out, where there are more trucks to scan than the modelled scanner passes. Elsewhere no policy has anything to do.
- **With heavier inspections** it is ${hours('heavier', 'otkel-replanning')} h with replanning, ${hours('heavier', 'otkel')} h with a plan that is not touched again, and ${hours('heavier', 'no-slots')} h without slots;
  for the trucks of the three checkpoints ${hours('heavier', 'otkel-replanning', 'inspected')}, ${hours('heavier', 'otkel', 'inspected')} and ${hours('heavier', 'no-slots', 'inspected')} h.
- **Most of it comes from sending trucks around**, to checkpoints nearby that have room, and little of it from the best plan. Offers alone, first come,
  first served, with the same ways around, take ${hours('plain', 'first-come-around')} and ${hours('heavier', 'first-come-around')} h: with so much room nearby there is little left to plan until the
  inspections change. With nobody sent around, Otkel with replanning takes ${hours('plain', 'otkel-not-around')} and ${hours('heavier', 'otkel-not-around')} h. A slot makes no post faster: it sells ${target}% of it, so that
  where a queue stands for days anyway the other ${100 - target}% are lost, and slots alone are worse than a queue. They move the waiting from the road to the yard at
  home, and this page counts both. That three of the policies send nobody around is a part of what they are; drivers who turn off by themselves
  would take some of the difference.
- **Daily quotas change next to nothing** (${hours('plain', 'daily-quota')} and ${hours('heavier', 'daily-quota')} h): a day has places for nearly all who wish for it, and the queue is within the day.
- **Replanning where nothing has changed** moves ${of('plain', 'otkel-replanning').measures.all.moved.mean.toFixed(0)} trucks, for ${alike(of('plain', 'otkel').measures.all.meanHours, of('plain', 'otkel-replanning').measures.all.meanHours)}.
- **Somebody pays**: trucks that wished for a checkpoint near the three take ${hours('heavier', 'otkel-replanning', 'siblings')} h instead of ${hours('heavier', 'no-slots', 'siblings')} h without slots when the others are sent to them.

Where Otkel with replanning is not the best of the five, by the means above:

${listNotBetter(rows)}

## What it hangs on

Mean hours of all trucks, and of those for the three checkpoints, under two more policies, and when the yards of the posts have room for everybody.
The yards matter where trucks that wait for the scanner fill the yard and keep the others out; that weighs on the policies that let queues grow.

${checksTable(rows)}

## How it is measured

- The **applications** are those of the demo world: trade by region made into trucks (\`twin/demand/assumptions.ts\` has the assumptions), year 2024, in the week
  from Monday, 9 February 2026. Two of the 37 checkpoints take no trucks in that week: Besagash is closed, Kegen out of season. Goods that screening refuses
  (${blocked} trucks in all ${assumed.seeds.length} weeks) are left out. ${assumed.drainDays} days without new trucks follow, so that the queues may empty; who is not cleared by then is *not served*
  and counts with all hours until then.
- **Places** come from lanes and minutes (\`prisma/reference/capacity.json\`) at a target load of ${target}%. Every policy has the same ones.
- **Every policy goes through the same simulation** of both posts and the strip (\`server/planning/simulate\`): documents, scan, examination by the same lanes and
  minutes, on the clock of each side. Service times, no-shows, earliness and lateness are drawn for the truck, not for the policy.
- **No slots**: trucks come when they are ready, first come, first served. **Daily quota**: a place of a day for whoever asks first; it comes when it is
  ready or when its day begins. **Ration by schedule**: the hour goes to who is ready first. **Otkel**: the best plan (\`server/planning/assign\`) for all who have
  applied when the week opens, ${Math.round((100 * earlyApplicants(scenarios)) / (trucks * assumed.seeds.length))}% of them; the others get the cheapest open place when they apply. **Replanning**: every night everything again
  that crosses in more than ${assumed.underWayHours} hours, warm from the last prices. Rationing, too, is done for those who have applied when the week opens, and the
  others take what is left.
- **The heavier inspections** begin with Wednesday, at 00:00, are announced in that minute, and last to the end. Only the replanning knows of them; the other
  policies book on as before and meet them in the queue, and so does who is under way.

${regimes.map((regime) => `  - ${regimeLine(regime, scenarios[0]!)}`).join('\n')}

  The factor ${factor} is 8-9 trucks an hour under full checks (Karasu, autumn 2023: \`prisma/reference/inspection-episodes.csv\`) over the 700-800 a day that Karasu passes in
  both directions (\`prisma/reference/observed-throughput.csv\`): the mildest of the three episodes there with a rate. For Syrym and Zhaisan the reports name X-rays
  out of order, cargo and plant checks and 10 to 24 km of queue, and no rate: that theirs is the same is our assumption.

## What is assumed

\`twin/evaluation/assumptions.ts\` has each number with its reason. In short: room for ${assumed.postPlaces} trucks in the yard of a post and for ${assumed.stripPlaces} on the strip; service times with a variation of
${assumed.serviceVariation}; ${Math.round(assumed.noShowShare * 100)}% of trucks never come; ${Math.round(assumed.lateMinutes.share * 100)}% are held up, ${assumed.lateMinutes.mean} minutes in the mean; who has a slot means to be there ${assumed.earlyMinutes.mean} minutes before; who is more than
${assumed.lateAfterMinutes} minutes late has lost his turn. A way around is driven from the wished checkpoint in full, ${assumed.roadKmPerHour} km/h over straight lines × 1.3, to one of the ${assumed.siblingsMax} nearest within
${assumed.siblingDistanceKmMax} km that admit the vehicle: most would turn off earlier. All trucks weigh the same, and quotas of carriers and classes are left out. Trucks do as
they are told: they take the slot they get.

None of this was fitted to the result. The demand is calibrated to the places, not to queues (\`tests/twin/calibration.test.ts\`), and most of the
places are themselves assumed: read the differences between policies, not the hours.
`;
}

function nameOf(world: Row['world']): string {
  return world === 'plain' ? 'Normal inspections' : 'Heavier inspections from the third day';
}

function countBelow(loads: Findings['loads']): number {
  return loads[0]!.filter((_, index) => {
    const weeks = loads.map((ofSeed) => ofSeed[index]!);
    return weeks.every(({ total, inspected }) => Math.max(total, inspected) < 0.6);
  }).length;
}

function earlyApplicants(scenarios: readonly Scenario[]): number {
  return scenarios.reduce((sum, { trucks }) => sum + trucks.filter(({ madeMinutes }) => madeMinutes <= 0).length, 0);
}

function regimeLine({ checkpointId, direction, side, what }: Regime, scenario: Scenario): string {
  const isIt = (crossing: Scenario['crossings'][number]) =>
    crossing.checkpoint.id === checkpointId && crossing.direction === direction;
  const perDay = (crossings: Scenario['crossings']) =>
    placesOf(crossings.find(isIt)!)
      .slice(-24)
      .reduce((sum, { total }) => sum + total, 0);
  const post = side === 'kz' ? 'Kazakh' : 'neighbour’s';
  return `**${checkpointId} ${direction}**, the ${post} post: ${what}; ${perDay(scenario.crossings)} places a day become ${perDay(scenario.heavierCrossings)}.`;
}
