import { z } from 'zod';
import { knownCountrySchema } from '../countries.ts';
import { channelSchema, directionSchema, instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { cargoSchema, firedRuleSchema, listKinds, vehicleSchema } from './bookings.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

export const listKindSchema = z
  .enum(listKinds)
  .describe('goods by HS prefix, parties to stop, routes by country and goods, documents that goods need');
export type ListKind = z.infer<typeof listKindSchema>;

/** A list is never changed: another version of it is imported. In force is the newest that is valid now. */
export const listVersionSchema = z.object({
  kind: listKindSchema,
  version: z.int().describe('1 is the one that was shipped'),
  inForce: z.boolean(),
  validFrom: instantSchema,
  validTo: instantSchema.nullable().describe('from then on an older version that is still valid is in force again'),
  rows: z.int(),
  source: z.string(),
  reason: z.string(),
  importedBy: z.string().describe('name of the person; otkel for what was shipped'),
  importedAt: instantSchema,
});
export type ListVersion = z.infer<typeof listVersionSchema>;

/** A row that is wrong: on which line of the file, in which column, and what is wrong with it. */
export const brokenRowSchema = z.object({
  line: z.int().describe('of the file; 1 is the header'),
  column: z.string().nullable().describe('null where it is the whole line'),
  problem: z.string(),
});
export type BrokenRow = z.infer<typeof brokenRowSchema>;

const listBrokenDetailSchema = z.object({
  field: z.string().optional(),
  hint: z.string().optional(),
  rows: z.array(brokenRowSchema).describe('all of them'),
});

export const blockedStateSchema = z
  .enum(['open', 'released', 'refused'])
  .describe('open: nobody has decided yet; released: it may pass for a period');

/** A consignment that screening blocked, at the desk of the reviewer. */
export const blockedConsignmentSchema = z.object({
  id: z.string(),
  state: blockedStateSchema,
  organisationName: z.string(),
  bookingId: z.string().nullable().describe('of the booking that was there when a list changed; null for an attempt'),
  checkpointId: z.string(),
  direction: directionSchema,
  vehicle: vehicleSchema,
  cargo: cargoSchema,
  rules: z.array(firedRuleSchema),
  madeAt: instantSchema.describe('of the first attempt'),
  lastAt: instantSchema.describe('of the last one'),
  decision: z
    .object({
      by: z.string(),
      at: instantSchema,
      reason: z.string(),
      channel: channelSchema.nullable().describe('of a release'),
      validFrom: instantSchema.nullable(),
      validTo: instantSchema.nullable(),
    })
    .nullable(),
});
export type BlockedConsignment = z.infer<typeof blockedConsignmentSchema>;

export const screeningRecordSchema = z.object({
  at: instantSchema,
  occasion: z
    .enum(['application', 'rescreening', 'call'])
    .describe('rescreening: a list or a release changed since the one before'),
  channel: z.enum([...channelSchema.options, 'blocked']),
  rules: z.array(firedRuleSchema),
  versions: z.array(z.object({ kind: listKindSchema, version: z.int() })).describe('of the lists it was made with'),
});
export type ScreeningRecord = z.infer<typeof screeningRecordSchema>;

export const greenShareSchema = z.object({
  aim: z.number().describe('share of consignments that are to be green'),
  items: z.array(
    z.object({
      key: z.string().describe('the checkpoint, the carrier, or the day on the clock of the Kazakh post'),
      name: z.string().describe('of the carrier; else the key'),
      source: z.enum(['carrier', 'simulated']),
      consignments: z.int(),
      green: z.int(),
      yellow: z.int(),
      red: z.int(),
      greenShare: z.number(),
    }),
  ),
});
export type GreenShare = z.infer<typeof greenShareSchema>;

const tags = ['compliance'];
/** A reason that somebody else can follow a year later. */
const reasonSchema = z.string().trim().min(10, 'at least 10 characters').max(500);
const daySchema = z.iso.date();
const periodShape = {
  from: daySchema.optional().describe('first day, on the clock of the Kazakh post; default: 7 days before to'),
  to: daySchema.optional().describe('last day; default: today'),
  checkpointId: z.string().optional().describe('default: all'),
};
const blockedInput = { headers: writeHeadersSchema, params: z.object({ blockedId: z.uuid() }) };

export const complianceContract = {
  current: read
    .route({ method: 'GET', path: '/compliance/lists', tags, summary: 'The version of each list that is in force' })
    .output(z.object({ items: z.array(listVersionSchema) })),
  listVersions: read
    .route({
      method: 'GET',
      path: '/compliance/lists/{kind}/versions',
      tags,
      summary: 'All versions of a list, newest first',
    })
    .input(z.object({ kind: listKindSchema, ...pageQuerySchema(200, 50) }))
    .output(pageSchema(listVersionSchema)),
  exportList: read
    .route({
      method: 'GET',
      path: '/compliance/lists/{kind}/list.csv',
      tags,
      summary: 'A version of a list as CSV, as it can be imported; without a number the one in force',
    })
    .errors(errors('LIST_VERSION_NOT_FOUND'))
    .input(z.object({ kind: listKindSchema, version: z.coerce.number().int().min(1).optional() }))
    .output(z.file().mime('text/csv')),
  importList: write
    .route({
      method: 'POST',
      path: '/compliance/lists/{kind}/versions',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Import a new version of a list as CSV: all of it, or, where a row is wrong, none; up to 4 MB',
    })
    .errors({
      ...errors('LIST_CHANGED'),
      LIST_BROKEN: {
        status: 422,
        message: 'The list has rows that are wrong, and was not imported.',
        data: listBrokenDetailSchema,
      },
    })
    .input(
      z.object({
        headers: writeHeadersSchema,
        params: z.object({ kind: listKindSchema }),
        body: z.object({
          csv: z.string().min(1).describe('with a header line'),
          replaces: z.int().min(0).describe('number of the newest version you know: where it is another, LIST_CHANGED'),
          source: z.string().trim().min(3).max(500).describe('who publishes it'),
          reason: reasonSchema,
          validFrom: instantSchema.optional().describe('default: now'),
          validTo: instantSchema.optional(),
        }),
      }),
    )
    .output(listVersionSchema),
  getScreenings: read
    .route({
      method: 'GET',
      path: '/bookings/{bookingId}/screenings',
      tags,
      summary: 'Every screening of a booked truck, newest first, with the rules that fired',
    })
    .errors(errors('BOOKING_NOT_FOUND'))
    .input(z.object({ bookingId: z.uuid() }))
    .output(z.object({ items: z.array(screeningRecordSchema) })),
  listBlocked: read
    .route({
      method: 'GET',
      path: '/compliance/blocked',
      tags,
      summary: 'Consignments that screening blocked, newest first',
    })
    .input(z.object({ state: blockedStateSchema.optional(), ...pageQuerySchema(200, 50) }))
    .output(pageSchema(blockedConsignmentSchema)),
  release: write
    .route({
      method: 'POST',
      path: '/compliance/blocked/{blockedId}/release',
      tags,
      inputStructure: 'detailed',
      summary: 'Let these goods of these parties pass on this vehicle, for a period',
    })
    .errors(errors('BLOCKED_NOT_FOUND', 'BLOCKED_DECIDED'))
    .input(
      z.object({
        ...blockedInput,
        body: z.object({
          reason: reasonSchema,
          channel: channelSchema.default('red'),
          validFrom: instantSchema.optional().describe('default: now'),
          validTo: instantSchema.describe('at most 30 days after validFrom'),
        }),
      }),
    )
    .output(blockedConsignmentSchema),
  refuse: write
    .route({
      method: 'POST',
      path: '/compliance/blocked/{blockedId}/refuse',
      tags,
      inputStructure: 'detailed',
      summary: 'Leave them blocked; another attempt comes to the desk again',
    })
    .errors(errors('BLOCKED_NOT_FOUND', 'BLOCKED_DECIDED'))
    .input(z.object({ ...blockedInput, body: z.object({ reason: reasonSchema }) }))
    .output(blockedConsignmentSchema),
  greenShare: read
    .route({
      method: 'GET',
      path: '/compliance/green-share',
      tags,
      summary: 'How many consignments of confirmed bookings are green; a dispatcher sees the own organisation',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(
      z.object({
        by: z.enum(['checkpoint', 'carrier', 'day']).default('checkpoint'),
        organisationId: z.string().optional().describe('default: all'),
        ...periodShape,
      }),
    )
    .output(greenShareSchema),
  reExportCsv: read
    .route({
      method: 'GET',
      path: '/compliance/re-exports.csv',
      tags,
      summary: 'Re-exports of confirmed bookings as CSV, at most 92 days',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(z.object({ ...periodShape, destinationCountry: knownCountrySchema.optional() }))
    .output(z.file().mime('text/csv')),
};
