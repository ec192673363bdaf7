import type { Finding } from '../../shared/contract/proposals.ts';

/** An hour as the chart draws it, at its middle. */
export interface EvidencePoint {
  at: number;
  startsAt: string;
  /** Median minutes of the trucks; of lanes and shares what was measured. */
  measured: number | null;
  /** P20 to P80 of single trucks. */
  band: [number, number] | null;
  parameter: number;
  trucks: number;
  throughput: number;
  capacity: number;
}

const hourMs = 3_600_000;

export function evidencePoints({ evidence }: Finding): EvidencePoint[] {
  return evidence.map((hour) => ({
    at: Date.parse(hour.startsAt) + hourMs / 2,
    startsAt: hour.startsAt,
    measured: hour.p50 ?? hour.measured,
    band: hour.p20 === null || hour.p80 === null ? null : [hour.p20, hour.p80],
    parameter: hour.parameter,
    trucks: hour.trucks,
    throughput: hour.throughputPerHour,
    capacity: hour.capacityPerHour,
  }));
}
