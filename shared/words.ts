import { z } from 'zod';

/** The words of the domain that travel between server and client; docs/architecture.md tells what each means. */

export const directionSchema = z.enum(['out', 'in']).describe('out of Kazakhstan, or in');
export type Direction = z.infer<typeof directionSchema>;

export const sideSchema = z.enum(['kz', 'neighbour']);
export const stageSchema = z.enum(['documents', 'scan', 'examination']);

export const channelSchema = z
  .enum(['green', 'yellow', 'red'])
  .describe('how a truck is controlled: green on its data, yellow its documents, red examined');
export type Channel = z.infer<typeof channelSchema>;

export const classSchema = z
  .enum(['general', 'out-of-turn', 'post', 'accelerated'])
  .describe('every class but general has a published share of a day');
export type VehicleClass = z.infer<typeof classSchema>;

export const closedBecauseSchema = z.enum(['status', 'hours', 'season', 'closure', 'no-lanes']);

export const bookingStateSchema = z.enum(['held', 'confirmed', 'cancelled', 'expired', 'ended', 'no-show']);
export type BookingState = z.infer<typeof bookingStateSchema>;

export const roleSchema = z.enum(['anonymous', 'dispatcher', 'officer', 'planner', 'reviewer', 'administrator']);
export type Role = z.infer<typeof roleSchema>;

export const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/, 'two capital letters, ISO 3166-1')
  .describe('ISO 3166-1 alpha-2');

/** An instant with its offset; a local time without one is refused, since two clocks meet at every checkpoint. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: 'an instant with offset, such as 2026-11-22T05:00:00+05:00' })
  .refine(
    // Offsets end at +14:00 (Kiribati); PostgreSQL refuses from 16:00 on what JavaScript reads.
    (text) => !Number.isNaN(Date.parse(text)) && /(Z|[+-](0\d|1[0-4]):\d\d)$/.test(text),
    'an instant that exists, with an offset that exists',
  );

/** Three nested counts: of total trucks at most inspected are yellow or red, of which at most examined are red. */
export const placesSchema = z.object({
  total: z.int().min(0),
  inspected: z.int().min(0),
  examined: z.int().min(0),
});

/** One page of a list; nextCursor is null on the last. */
export const pageSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Query of a list: at most limit items after the cursor of the page before. */
export const pageQuerySchema = (limitMax: number, limitDefault: number) => ({
  limit: z.coerce.number().int().min(1).max(limitMax).default(limitDefault),
  cursor: z.string().max(200).optional(),
});
