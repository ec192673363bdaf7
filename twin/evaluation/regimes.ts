import {
  expandCapacity,
  readCapacity,
  readInspectionEpisodes,
  readObservedThroughput,
} from '../../prisma/reference.ts';
import type { SideHour } from '../../server/planning/capacity.ts';
import type { Regime } from './crossings.ts';

const episodeId = 'karasu-2023-autumn';
const episodeStart = '2023-08-24';

/**
 * What is left of the trucks per hour under heavier inspections, by the one long episode of inspection-episodes.csv with a rate: 8-9 an
 * hour at Karasu in the autumn of 2023, against the 700-800 a day in both directions of observed-throughput.csv. It is the mildest of the
 * three episodes there.
 */
export function factorOfHeavierInspections(): number {
  const episode = readInspectionEpisodes().find((row) => row.checkpoint === 'karasu' && row.from === episodeStart);
  const [, low, high] = /(\d+)-(\d+) trucks per hour/.exec(episode?.figure ?? '') ?? [];
  const normal = readObservedThroughput().find((row) => row.checkpointId === 'karasu' && row.direction === 'both');
  if (low === undefined || high === undefined || normal === undefined) throw new Error('no rate of the episode');
  const perDayAndDirection = (normal.trucksPerDayLow + normal.trucksPerDayHigh) / 2 / 2;
  return (Number(low) + Number(high)) / 2 / (perDayAndDirection / 24);
}

/**
 * Karasu inwards is that episode itself, as capacity.json models it: the Kazakh post examines every truck. For the Russian posts of Syrym and
 * Zhaisan the reports name checks and kilometres of queue and no rate, so that their lanes slow down by the factor: the cargo, sanitary and plant
 * checks that were reported are made of every truck that enters Russia.
 */
export function listHeavierRegimes(): Regime[] {
  const factor = factorOfHeavierInspections();
  const slower = (hour: SideHour): SideHour => ({ ...hour, documentMinutes: hour.documentMinutes / factor });
  const examined = expandCapacity(readCapacity(), episodeId).find(
    ({ checkpointId, side, direction }) => checkpointId === 'karasu' && side === 'kz' && direction === 'in',
  );
  if (examined === undefined) throw new Error(`episode ${episodeId} does not concern Karasu inwards`);
  const atTheLanes = `its lanes pass ${factor.toFixed(2)} of the trucks`;
  const everyTruck = `every truck is examined, as in the episode ${episodeId}`;
  return [
    { checkpointId: 'syrym', direction: 'out', side: 'neighbour', what: atTheLanes, change: slower },
    { checkpointId: 'zhaisan', direction: 'out', side: 'neighbour', what: atTheLanes, change: slower },
    { checkpointId: 'karasu', direction: 'in', side: 'kz', what: everyTruck, change: () => examined },
  ];
}
