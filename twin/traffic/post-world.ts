import type { SideHour } from '../../server/planning/capacity.ts';
import type { Agenda } from './agenda.ts';
import { trucksPerLane } from './assumptions.ts';
import type { PostFate } from './chance.ts';
import type { Truck } from './truck.ts';

type Stage = 'documents' | 'scan' | 'examination';

interface PostParts {
  agenda: Agenda;
  /** What is open, and the announced minutes. */
  open(atMs: number): SideHour;
  /** By how much the true minutes are more. */
  mood(atMs: number): number;
  fateOf(truck: Truck): PostFate;
  onStage(truck: Truck, stage: Stage, atMs: number): void;
  /** The truck leaves the last of its stages here. */
  onDone(truck: Truck, atMs: number): void;
  /** A lane has become free. */
  onRoom(atMs: number): void;
}

export interface PostWorld {
  /** A truck comes to the lanes. */
  join(truck: Truck, atMs: number): void;
  /** A truck that has been in a stage since an instant of before. */
  resume(truck: Truck, stage: Stage, sinceMs: number): void;
  /** Whether the post takes one more from the strip. */
  hasRoom(atMs: number): boolean;
  /** Lanes may have opened: those who wait are looked at again. */
  look(atMs: number): void;
}

const minuteMs = 60_000;

const serversOf = { documents: 'lanes', scan: 'scanners', examination: 'bays' } as const;
const minutesOf = { documents: 'documentMinutes', scan: 'scanMinutes', examination: 'examinationMinutes' } as const;

/** Lanes, scanners and bays of one post in one direction: first come, first served at each, as many at once as are open. */
export function createPostWorld(parts: PostParts): PostWorld {
  const { agenda, open, fateOf } = parts;
  const stages = {
    documents: { busy: 0, waiting: [] as Truck[] },
    scan: { busy: 0, waiting: [] as Truck[] },
    examination: { busy: 0, waiting: [] as Truck[] },
  };

  function begin(stage: Stage, atMs: number) {
    const { waiting } = stages[stage];
    const servers = open(atMs)[serversOf[stage]];
    while (waiting.length > 0 && stages[stage].busy < servers) {
      const truck = waiting.shift()!;
      parts.onStage(truck, stage, atMs);
      serve(truck, stage, atMs);
    }
  }

  function serve(truck: Truck, stage: Stage, sinceMs: number) {
    stages[stage].busy++;
    const minutes = open(sinceMs)[minutesOf[stage]] * parts.mood(sinceMs) * fateOf(truck)[stage];
    agenda.add(sinceMs + Math.round(minutes * minuteMs), (nowMs) => {
      stages[stage].busy--;
      const next = findNext(truck, stage);
      if (next) {
        stages[next].waiting.push(truck);
        begin(next, nowMs);
      } else parts.onDone(truck, nowMs);
      begin(stage, nowMs);
      if (stage === 'documents') parts.onRoom(nowMs);
    });
  }

  /** By its channel, or because the post picks it; the shares are those of its slot's hour. */
  function findNext(truck: Truck, stage: Stage): Stage | undefined {
    const { scanShare, examinationShare } = open(truck.slotStartsAtMs);
    const { pickScan, pickExamination } = fateOf(truck);
    if (stage === 'documents' && (truck.channel !== 'green' || pickScan < scanShare)) return 'scan';
    if (stage !== 'examination' && (truck.channel === 'red' || pickExamination < examinationShare))
      return 'examination';
    return undefined;
  }

  return {
    join(truck, atMs) {
      stages.documents.waiting.push(truck);
      begin('documents', atMs);
    },
    resume: serve,
    hasRoom(atMs) {
      const { busy, waiting } = stages.documents;
      return busy + waiting.length < open(atMs).lanes * trucksPerLane;
    },
    look(atMs) {
      for (const stage of ['documents', 'scan', 'examination'] as const) begin(stage, atMs);
      parts.onRoom(atMs);
    },
  };
}
