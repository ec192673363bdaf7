import { DateTime } from 'luxon';
import type { GateSlot, Sailing, SailingCounts, SailingNeeds } from '../../shared/contract/sailings.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';

export interface BoardingQuery {
  /** Pairs of ports, each once. */
  seaWays: readonly { fromPortId: string; toPortId: string }[];
  needs: SailingNeeds;
  grossWeightKg: number;
  /** Gate slots that begin within [from, to). */
  from: Date;
  to: Date;
}

/** A sailing with a slot of its gate; without one where none is free before its cut-off. */
export interface Boarding {
  sailing: Sailing;
  gateSlot: GateSlot | null;
  /** Why it would not take this truck now, by what the claim asks (take_sailing); null where it would. */
  refused: 'cutoff-passed' | 'sailing-full' | 'no-slot' | null;
  /** Of a full one: the first of its counts that is. Null also where it is kept for the standby list. */
  full: keyof SailingCounts | null;
  /** When a truck of this ship leaves the port of arrival, if the ship comes at its time; and for a time later than that. */
  leavesPortAfter(arrival: Date): Date;
}

interface BoardingRow extends Pick<Boarding, 'sailing' | 'gateSlot' | 'refused'> {
  fullOf: string | null;
  zone: string;
  weekend: string | null;
  opensAt: string | null;
  closesAt: string | null;
}

/** Slots of the gate that are offered with a sailing, so that two trucks of one carrier need not stand in one. */
const gateSlotsPerSailing = 6;

const countOfField: Record<string, keyof SailingCounts> = {
  'needs.laneMetres': 'laneMetres',
  'cargo.grossWeightKg': 'weightKg',
  'needs.needsReeferPlug': 'reeferPlugs',
  'needs.isDangerous': 'dangerousGoodsPlaces',
};

/** What a truck could board on some sea ways, and what it could not and why; by the time at the gate. */
export async function listBoardings(db: Database, now: Date, query: BoardingQuery): Promise<Boarding[]> {
  const { seaWays, needs, grossWeightKg, from, to } = query;
  if (seaWays.length === 0) return [];
  const fromIds = seaWays.map(({ fromPortId }) => fromPortId);
  const toIds = seaWays.map(({ toPortId }) => toPortId);
  const wish = JSON.stringify({ needs, cargo: { grossWeightKg } });
  const rows = await db.$queryRaw<BoardingRow[]>`
    WITH candidate AS MATERIALIZED (
      SELECT s.id, sailing_json(s) AS sailing, full_of(s, sea_needs_of(${wish}::jsonb)) AS full_of, standby_comes_first(s, ${now}) AS is_kept
      FROM unnest(${fromIds}::text[], ${toIds}::text[]) AS w(from_id, to_id)
      JOIN sailing s ON s.from_port_id = w.from_id AND s.to_port_id = w.to_id
      WHERE s.state IN ('planned', 'delayed') AND s.expected_departure_at > ${now} AND s.gate_cutoff_at > ${from} AND s.gate_cutoff_at < ${to}
    )
    SELECT c.sailing, slot.gate AS "gateSlot", c.full_of AS "fullOf", ${arrivalColumns}, CASE
        WHEN s.document_cutoff_at <= ${now} THEN 'cutoff-passed'
        WHEN c.full_of IS NOT NULL OR c.is_kept THEN 'sailing-full'
        WHEN slot.gate IS NULL THEN 'no-slot' END AS refused
    FROM candidate c
    JOIN sailing s USING (id)
    JOIN port_gate leaving ON leaving.port_id = s.from_port_id
    ${arrivalTables}
    -- Who is there sooner may wait for a later slot, so the last ones before the cut-off are all that is ever needed.
    LEFT JOIN LATERAL (
      SELECT gate_slot_json(g) AS gate, g.starts_at FROM gate_slot g
      WHERE g.port_id = s.from_port_id AND g.ends_at <= s.gate_cutoff_at AND g.taken < g.places
        AND g.starts_at > ${now} AND g.starts_at >= ${from} AND g.starts_at < ${to}
        AND g.starts_at >= s.expected_departure_at - make_interval(secs => leaving.gate_opens_hours * 3600)
      ORDER BY g.starts_at DESC LIMIT ${gateSlotsPerSailing}
    ) slot ON true
    ORDER BY slot.starts_at, s.expected_departure_at, s.id`;
  return rows.map(boardingOf);
}

/** A sailing with a slot of the gate that it leaves from, whether or not it takes anybody; undefined where they are not of one port. */
export async function findBoarding(
  db: Database,
  { sailingId, gateSlotId }: { sailingId: string; gateSlotId: number },
): Promise<Boarding | undefined> {
  const [row] = await db.$queryRaw<BoardingRow[]>`
    SELECT sailing_json(s) AS sailing, gate_slot_json(g) AS "gateSlot", NULL AS "fullOf", NULL AS refused, ${arrivalColumns}
    FROM sailing s JOIN gate_slot g ON g.port_id = s.from_port_id ${arrivalTables}
    WHERE s.id = ${sailingId}::uuid AND g.id = ${gateSlotId}::int`;
  return row && boardingOf(row);
}

const arrivalColumns = Prisma.sql`port.zone, port.weekend, gate.opens_at AS "opensAt", gate.closes_at AS "closesAt"`;
const arrivalTables = Prisma.sql`JOIN port ON port.id = s.to_port_id LEFT JOIN port_gate gate ON gate.port_id = s.to_port_id`;

function boardingOf({ fullOf, zone, weekend, opensAt, closesAt, ...row }: BoardingRow): Boarding {
  return {
    ...row,
    full: row.refused === 'sailing-full' && fullOf ? countOfField[fullOf]! : null,
    leavesPortAfter: (arrival) => whenOpen(arrival, { zone, weekend, opensAt, closesAt }),
  };
}

/** The first minute at or after `at` when the gate of a port is open: not on its weekend, and within its hours, on its own clock. */
export function whenOpen(
  at: Date,
  { zone, weekend, opensAt, closesAt }: Pick<BoardingRow, 'zone' | 'weekend' | 'opensAt' | 'closesAt'>,
): Date {
  const start = DateTime.fromJSDate(at, { zone });
  const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  for (let day = 0; day <= 7; day++) {
    const midnight = start.startOf('day').plus({ days: day });
    if (weekend?.split(',').includes(midnight.setLocale('en').toFormat('ccc'))) continue;
    const opens = midnight.plus({ minutes: opensAt ? minuteOf(opensAt) : 0 });
    const closes = midnight.plus({ minutes: closesAt ? minuteOf(closesAt) : 1440 });
    const first = DateTime.max(start, opens);
    if (first < closes) return first.toJSDate();
  }
  return at; // no day is open: the times of the ship alone are known
}
