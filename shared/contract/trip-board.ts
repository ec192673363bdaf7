import { z } from 'zod';
import { bookingStateSchema, directionSchema, instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';
import { passageSchema } from './queues.ts';

/** A trip of a carrier's truck: one crossing or one sailing, with all that is known of it now. */
export const tripRowSchema = z.object({
  id: z.uuid().describe('of the booking, or of the claim on a sailing'),
  kind: z.enum(['crossing', 'sailing']),
  itineraryId: z.uuid().nullable(),
  plate: z.string(),
  driverName: z.string().nullable(),
  state: bookingStateSchema,
  checkpointId: z.string().nullable(),
  direction: directionSchema.nullable(),
  fromPortId: z.string().nullable(),
  toPortId: z.string().nullable(),
  startsAt: instantSchema.describe('of the slot; of a sailing its expected departure'),
  endsAt: instantSchema.describe('of the slot; of a sailing its expected arrival'),
  passage: passageSchema.nullable(),
  phase: z
    .enum(['held', 'ahead', 'due', 'waiting', 'called', 'at-post', 'at-sea', 'over', 'missed', 'given-up'])
    .describe('due: it may arrive now'),
  needsAnswer: z.array(z.enum(['move', 'repair', 'confirm'])).describe('what the carrier is asked about it'),
  seq: z.int(),
});
export type TripRow = z.infer<typeof tripRowSchema>;

export const calendarLinkSchema = z.object({
  path: z.string().describe('of the iCalendar feed on this server; whoever has it can read the trips'),
  madeAt: instantSchema,
  language: z.enum(['ru', 'kk', 'en']),
});

export type CalendarLink = z.infer<typeof calendarLinkSchema>;

const tags = ['trips'];
const languageSchema = z.enum(['ru', 'kk', 'en']);

export const tripBoardContract = {
  list: read
    .route({
      method: 'GET',
      path: '/trip-board',
      tags,
      summary: 'All trips of your organisation with their live state',
    })
    .input(
      z.object({
        scope: z.enum(['open', 'over']).default('open'),
        checkpointId: z.string().max(60).optional(),
        plate: z.string().max(20).optional().describe('part of it'),
        ...pageQuerySchema(200, 100),
      }),
    )
    .output(pageSchema(tripRowSchema)),
  getCalendar: read
    .route({ method: 'GET', path: '/calendar-link', tags, summary: 'The calendar feed of your organisation' })
    .output(z.object({ link: calendarLinkSchema.nullable() })),
  renewCalendar: write
    .route({
      method: 'POST',
      path: '/calendar-link',
      tags,
      inputStructure: 'detailed',
      summary: 'Make a new address for the feed; the old one ends',
    })
    .input(z.object({ headers: writeHeadersSchema, body: z.object({ language: languageSchema.default('ru') }) }))
    .output(calendarLinkSchema),
  revokeCalendar: write
    .route({ method: 'POST', path: '/calendar-link/revoke', tags, inputStructure: 'detailed', summary: 'End the feed' })
    .input(z.object({ headers: writeHeadersSchema }))
    .output(z.object({ link: z.null() })),
  calendar: read
    .route({
      method: 'GET',
      path: '/calendars/{token}',
      tags,
      summary: 'Trips as iCalendar (RFC 5545)',
    })
    .errors(errors('LINK_INVALID'))
    .input(z.object({ token: z.string().min(10).max(200).describe('may end in .ics') }))
    .output(z.file().mime('text/calendar')),
};
