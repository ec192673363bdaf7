import { DateTime } from 'luxon';
import type { Database } from '../platform/database/client.ts';

/** As far ahead as checkpoints have slots. */
export const gateHorizonDays = 31;

/** Abbreviations of ports.json, as Luxon numbers weekdays. */
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export interface GateRules {
  zone: string;
  weekend: string | null;
  opensAt: string;
  closesAt: string;
  slotMinutes: number;
}

/**
 * The slots of a gate from now on, in whole days of the port's own calendar: closed on its weekend, and outside its hours.
 *
 * @param rules opensAt and closesAt as HH:mm on the port's clock; 24:00 is midnight
 * @returns instants, in order
 */
export function planGateSlots(rules: GateRules, now: Date, days: number): { startsAt: Date; endsAt: Date }[] {
  const today = DateTime.fromJSDate(now, { zone: rules.zone }).startOf('day');
  const slots: { startsAt: Date; endsAt: Date }[] = [];
  for (let day = 0; day < days; day++) {
    const date = today.plus({ days: day });
    if (rules.weekend === weekdays[date.weekday - 1]) continue;
    const [opens, closes] = [minutesOf(rules.opensAt), minutesOf(rules.closesAt)];
    for (let minute = opens; minute + rules.slotMinutes <= closes; minute += rules.slotMinutes) {
      const startsAt = date.plus({ minutes: minute });
      if (startsAt.toMillis() <= now.getTime()) continue;
      slots.push({ startsAt: startsAt.toJSDate(), endsAt: startsAt.plus({ minutes: rules.slotMinutes }).toJSDate() });
    }
  }
  return slots;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/**
 * Makes the slots of every port's gate for the next 31 days and brings the places of those that exist up to date; none below what is taken. Slots
 * that the calendar no longer has keep what is taken of them and offer nothing more. Running it again changes nothing.
 */
export async function keepGateSlots(db: Database, now: Date): Promise<void> {
  const gates = await db.portGate.findMany({ include: { port: true }, orderBy: { portId: 'asc' } });
  for (const { portId, places, port, ...hours } of gates) {
    const slots = planGateSlots({ ...hours, zone: port.zone, weekend: port.weekend }, now, gateHorizonDays);
    await db.$executeRaw`
      WITH planned AS (
        SELECT * FROM unnest(${slots.map(({ startsAt }) => startsAt)}::timestamptz[], ${slots.map(({ endsAt }) => endsAt)}::timestamptz[])
          AS u(starts_at, ends_at)
      ), gone AS (
        UPDATE gate_slot g SET places = g.taken, seq = nextval('live_seq')
        WHERE g.port_id = ${portId} AND g.starts_at > ${now} AND g.places > g.taken
          AND NOT EXISTS (SELECT FROM planned p WHERE p.starts_at = g.starts_at)
      )
      INSERT INTO gate_slot (port_id, starts_at, ends_at, places, seq)
      SELECT ${portId}, p.starts_at, p.ends_at, ${places}::int, nextval('live_seq')
      FROM planned p LEFT JOIN gate_slot g ON g.port_id = ${portId} AND g.starts_at = p.starts_at
      WHERE g.id IS NULL OR g.ends_at <> p.ends_at OR g.places <> greatest(${places}::int, g.taken)
      ORDER BY p.starts_at
      ON CONFLICT (port_id, starts_at) DO UPDATE SET
        ends_at = excluded.ends_at, places = greatest(excluded.places, gate_slot.taken), seq = nextval('live_seq')`;
  }
}
