import type { CheckpointRules } from '../../server/corridors/rules/index.ts';
import type { SideHour } from '../../server/planning/capacity.ts';
import type { Direction } from '../../shared/words.ts';

type SideHourOf = (direction: Direction, side: 'kz' | 'neighbour', localHour: number) => SideHour | null;

/** A lane that takes a truck in so many minutes at full load, with scanner and bay to spare. */
export const lane = (minutes: number, lanes = 1): SideHour => ({
  lanes,
  scanners: 10,
  bays: 10,
  documentMinutes: minutes * 0.85, // places are sold up to 0.85 of what a lane can do
  scanMinutes: 6,
  examinationMinutes: 6,
  scanShare: 0.1,
  examinationShare: 0.1,
});

/** A checkpoint that is open round the clock, on one clock, with a lane for ten trucks an hour each way. */
export function checkpointRules(
  changes: Partial<CheckpointRules> = {},
  sideHour: SideHourOf = () => lane(6),
): CheckpointRules {
  const day = (direction: Direction, side: 'kz' | 'neighbour') =>
    Array.from({ length: 24 }, (_, hour) => sideHour(direction, side, hour));
  const both = (direction: Direction) => ({ kz: day(direction, 'kz'), neighbour: day(direction, 'neighbour') });
  return {
    id: 'syrym',
    neighbour: 'RU',
    access: 'multilateral',
    lat: 51.4,
    lon: 51.7,
    kzZone: 'Asia/Almaty',
    neighbourZone: 'Asia/Almaty',
    status: 'open',
    opensAt: null,
    closesAt: null,
    seasonFrom: null,
    seasonTo: null,
    slotMinutes: 60,
    rulesVersion: 0,
    hours: { out: both('out'), in: both('in') },
    closures: [],
    shifts: [],
    regimes: [],
    ...changes,
  };
}
