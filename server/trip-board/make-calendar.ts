import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { DateTime } from 'luxon';
import { checkpointNames } from '../../shared/checkpoint-names.ts';
import { placeNames } from '../../shared/place-names.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type Words, wordsOf } from './calendar-words.ts';
import { readTrips } from './list-trips.ts';
import type { Trip } from './trip.ts';

/** A calendar that is looked at once a day has them all; more is a fleet's archive and not its plan. */
const tripsMost = 500;
const pastDays = 14;

interface Places {
  checkpoint(id: string): string;
  port(id: string): string;
}

/**
 * The trips of an organisation as iCalendar (RFC 5545): all that are ahead, and those of the last two weeks. What was given up is left out, so that
 * calendars take it away. Instants are UTC; whoever looks sees them on the own clock.
 *
 * @throws apiError LINK_INVALID, also for an address that was replaced
 */
export async function makeCalendar(db: Database, now: Date, address: string): Promise<File> {
  const token = address.replace(/\.ics$/, '');
  const link = await db.calendarLink.findUnique({ where: { token } });
  if (!link) throw apiError('LINK_INVALID', { field: 'token', hint: 'ask your dispatcher for the present address' });
  const words = wordsOf(link.language);
  const places = await readPlaces(db, link.language);
  const since = DateTime.fromJSDate(now).minus({ days: pastDays }).toJSDate();
  const ahead = await readTrips(db, now, link.organisationId, { scope: 'open', limit: tripsMost });
  const over = await readTrips(db, now, link.organisationId, { scope: 'over', limit: tripsMost });
  const passed = over.filter(({ state, endsAt }) => ['ended', 'no-show'].includes(state) && endsAt > since);

  const calendar = ical({
    prodId: { company: 'Otkel', product: 'trips' },
    name: words.name,
    method: ICalCalendarMethod.PUBLISH,
    ttl: 15 * 60,
  });
  for (const trip of [...passed, ...ahead])
    calendar.createEvent({
      id: `${trip.id}@otkel`,
      stamp: now,
      start: trip.startsAt,
      end: trip.endsAt,
      summary: summaryOf(trip, words, places),
      description: [trip.driverName, words.state[trip.state]].filter(Boolean).join('\n'),
      location: trip.kind === 'crossing' ? places.checkpoint(trip.checkpointId!) : places.port(trip.fromPortId!),
      // A hold may be gone in ten minutes.
      status: trip.state === 'held' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    });
  return new File([calendar.toString()], 'otkel.ics', { type: 'text/calendar' });
}

function summaryOf(trip: Trip, words: Words, places: Places): string {
  if (trip.kind === 'sailing')
    return `${trip.plate} · ${places.port(trip.fromPortId!)} → ${places.port(trip.toPortId!)}`;
  return `${trip.plate} · ${places.checkpoint(trip.checkpointId!)} · ${words.direction[trip.direction!]}`;
}

async function readPlaces(db: Database, language: string): Promise<Places> {
  const checkpoints = await db.checkpoint.findMany({ select: { id: true, kzPostName: true, neighbourPostName: true } });
  const latin = new Map(
    checkpoints.map(({ id, kzPostName, neighbourPostName }) => [id, [kzPostName, neighbourPostName]]),
  );
  const ports = new Map(
    (await db.port.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [id, name]),
  );
  return {
    checkpoint(id) {
      const written = language === 'ru' || language === 'kk' ? checkpointNames[id]?.[language] : undefined;
      return (written ?? latin.get(id) ?? [id]).join(' — ');
    },
    port: (id) => placeNames[id]?.[language === 'ru' ? 1 : language === 'kk' ? 2 : 0] ?? ports.get(id) ?? id,
  };
}
