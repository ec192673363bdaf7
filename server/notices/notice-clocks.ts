import { DateTime } from 'luxon';
import type { NoticeData } from '../../shared/contract/notices.ts';
import { kazakhDate } from '../../shared/kazakh-dates.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import type { NoticeTexts } from './texts/index.ts';

/** A clock that hangs at one end: a post, a port, a town. */
export interface NoticeClock {
  zone: string;
  country: string;
}

const kazakhClock: NoticeClock = { zone: 'Asia/Almaty', country: 'KZ' };

/** @returns the clocks that the times of a notice are read on: of both posts, of both ports, of the first and the last place of a way */
export async function readNoticeClocks(db: Database, data: NoticeData): Promise<NoticeClock[]> {
  const clocks = await db.$queryRaw<NoticeClock[]>(selectClocks(data));
  return clocks.length > 0 ? clocks : [kazakhClock];
}

function selectClocks({ checkpointId, fromPortId, toPortId, itineraryId }: NoticeData): Prisma.Sql {
  if (checkpointId !== null)
    return Prisma.sql`
      SELECT clock.* FROM checkpoint c
      CROSS JOIN LATERAL (VALUES (1, c.kz_zone, 'KZ'), (2, c.neighbour_zone, c.neighbour)) AS clock (nr, zone, country)
      WHERE c.id = ${checkpointId} ORDER BY clock.nr`;
  if (fromPortId !== null)
    return Prisma.sql`
      SELECT zone, country FROM port WHERE id IN (${fromPortId}, ${toPortId}) ORDER BY id <> ${fromPortId}`;
  return Prisma.sql`
    SELECT place.zone, place.country
    FROM itinerary i
    CROSS JOIN LATERAL (VALUES (1, i.legs #>> '{0,fromId}'), (2, i.legs #>> '{-1,toId}')) AS at_end (nr, id)
    JOIN (SELECT id, zone, country FROM town UNION ALL SELECT id, zone, country FROM port) place ON place.id = at_end.id
    WHERE i.id = ${itineraryId}::uuid ORDER BY at_end.nr`;
}

/** @returns an instant on these clocks, each with its country and offset: `Tue 16 Jun, 11:00 (Kazakhstan, UTC+5) · 09:00 (Russia, UTC+3)` */
export function tellTime(instant: string, clocks: readonly NoticeClock[], texts: NoticeTexts): string {
  const seen = new Set<string>();
  let shownDay: string | undefined;
  const told = clocks.flatMap(({ zone, country }) => {
    const time = DateTime.fromISO(instant).setZone(zone);
    const offset = `UTC${time.toFormat('Z')}`;
    if (seen.has(offset + country)) return [];
    seen.add(offset + country);
    const day = tellDay(time, texts);
    const date = day === shownDay ? '' : `${day}, `;
    shownDay = day;
    return [`${date}${time.toFormat('HH:mm')} (${tellCountry(country, texts)}, ${offset})`];
  });
  return told.join(' · ');
}

const tellDay = (time: DateTime, { locale }: NoticeTexts): string =>
  locale === 'kk'
    ? kazakhDate(time, { weekday: 'short', month: 'short' })
    : time.setLocale(locale).toLocaleString({ weekday: 'short', day: 'numeric', month: 'short' });

const tellCountry = (code: string, { countries, locale }: NoticeTexts): string =>
  countries[code] ?? new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
