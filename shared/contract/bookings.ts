import { z } from 'zod';
import {
  bookingStateSchema,
  channelSchema,
  classSchema,
  countrySchema,
  directionSchema,
  instantSchema,
  pageQuerySchema,
  pageSchema,
} from '../words.ts';
import { slotSchema } from './checkpoints.ts';
import { consignmentShape } from './consignment.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

/** Spaces and hyphens do not make another vehicle, and neither do small letters. */
const compact = (text: string) => text.toUpperCase().replace(/[\s-]/g, '');

/** Letters of plates that look the same in both alphabets: А123ВС77 and A123BC77 hang on one truck, which has one active booking. */
const cyrillic = 'АВЕКМНОРСТУХІ';
const latin = 'ABEKMHOPCTYXI';
const inLatin = (plate: string) =>
  plate.replace(/[АВЕКМНОРСТУХІ]/g, (letter) => latin.charAt(cyrillic.indexOf(letter)));

export const vehicleSchema = z.object({
  plate: z
    .string()
    .transform((text) => inLatin(compact(text)))
    .pipe(
      z
        .string()
        .regex(/^(?=.*\d)[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9]{4,12}$/u, 'a number plate: 4 to 12 letters and digits, with a digit'),
    )
    .describe('registration number, such as 123ABC02'),
  vin: z
    .string()
    .transform(compact)
    .pipe(z.string().regex(/^[A-HJ-NPR-Z0-9]{17}$/, 'a VIN: 17 letters and digits without I, O and Q'))
    .describe('vehicle identification number, ISO 3779'),
  country: countrySchema,
});
export type Vehicle = z.infer<typeof vehicleSchema>;

export const cargoSchema = z.object({
  hsCode: z
    .string()
    .regex(/^\d{6,10}$/, 'an HS code: 6 to 10 digits')
    .describe('Harmonised System code'),
  description: z.string().trim().max(500).optional(),
  grossWeightKg: z.int().min(0).max(60_000),
  ...consignmentShape,
});
export type Cargo = z.infer<typeof cargoSchema>;

/** What was wished for must be a time, if both ends are named. */
const isWindow = ({ earliestAt, latestAt }: { earliestAt?: string | undefined; latestAt?: string | undefined }) =>
  earliestAt === undefined || latestAt === undefined || Date.parse(latestAt) > Date.parse(earliestAt);
const windowError = { path: ['latestAt'], error: 'it must be later than earliestAt' };

const truckSchema = z.object({
  vehicle: vehicleSchema,
  cargo: cargoSchema,
  class: classSchema.default('general'),
});

export const listKinds = ['goods', 'parties', 'routes', 'documents'] as const;

/** A rule of screening that fired, and on what. */
export const firedRuleSchema = z.object({
  id: z.string().describe('such as sensitive-goods-tier-1'),
  subject: z.string().describe('what it fired on: the HS prefix, the name, the way, or the documents that are missing'),
  channel: z.enum([...channelSchema.options, 'blocked']).describe('what it asks for'),
  list: z.enum([...listKinds, 'release']).describe('release: a reviewer has let it pass'),
  version: z.int().nullable().describe('of that list; null for a release'),
  note: z.string().optional().describe('of a name: as it stands in the list, and how alike the two are, of 100'),
});
export type FiredRule = z.infer<typeof firedRuleSchema>;

/** Why the channel is what it is: the rules of screening that fired. */
export const screeningSchema = z.object({ channel: channelSchema, rules: z.array(firedRuleSchema) });
export type Screening = z.infer<typeof screeningSchema>;

/** What blocked goods are answered with. A reviewer of the authority sees them, too, and may let them pass. */
const cargoBlockedDetailSchema = z.object({
  field: z.string().optional(),
  hint: z.string().optional(),
  rules: z.array(firedRuleSchema),
});
export const cargoBlocked = {
  CARGO_BLOCKED: {
    status: 422,
    message: 'These goods may not cross on this declaration.',
    data: cargoBlockedDetailSchema,
  },
} as const;

export const offerSchema = z.object({
  slot: slotSchema,
  kind: z.enum(['in-window', 'before', 'after', 'sibling']).describe('where it lies to what was asked for'),
  shiftMinutes: z.int().describe('from the earliest time asked for; before it, below zero'),
  count: z
    .enum(['total', 'inspected', 'examined'])
    .describe("which of left's counts says how many trucks of this channel the slot still takes"),
  detourKm: z.int().describe('between the two checkpoints as the crow flies; 0 at the one asked for'),
  cost: z
    .object({
      totalMinutes: z.int().describe('the sum of the parts that are known'),
      delayMinutes: z
        .int()
        .describe(
          '60·d + 5·d² for d hours from the earliest time, before or after; outside the time asked for 120 more',
        ),
      detourMinutes: z
        .int()
        .describe('the way to another checkpoint at 60 km/h, and 60 for the papers of another post'),
      expectedWaitMinutes: z.int().nullable().describe('median wait at the border; null where there is no forecast'),
      riskMinutes: z.int().nullable().describe('what to add to it to be right four times of five; null as above'),
    })
    .describe('what offers are ranked by, in minutes of an ordinary truck'),
});
export type Offer = z.infer<typeof offerSchema>;

export const bookingSchema = z.object({
  id: z.string(),
  state: bookingStateSchema,
  slot: slotSchema,
  class: classSchema,
  channel: channelSchema,
  vehicle: vehicleSchema,
  driverName: z.string().nullable(),
  cargo: cargoSchema,
  source: z.enum(['carrier', 'simulated']),
  organisationName: z.string(),
  itineraryId: z.uuid().nullable().describe('of a crossing that is part of a longer way'),
  madeAt: instantSchema,
  holdExpiresAt: instantSchema,
  confirmedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable().describe('when it was cancelled, expired or ended'),
});
export type Booking = z.infer<typeof bookingSchema>;

/** What a full slot answers with: where there is room for this truck. */
export const slotFullDetailSchema = z.object({
  field: z.string().optional(),
  hint: z.string().optional(),
  alternatives: z.array(offerSchema),
});

const tags = ['bookings'];
const bookingParams = z.object({ bookingId: z.uuid() });
const bookingWriteInput = z.object({ headers: writeHeadersSchema, params: bookingParams });

export const bookingsContract = {
  offer: read
    .route({ method: 'POST', path: '/offers', tags, summary: 'Ranked slots for one truck; changes nothing' })
    .errors({
      ...errors('CHECKPOINT_NOT_FOUND', 'VEHICLE_COUNTRY_NOT_ADMITTED', 'BROKEN_JSON', 'BODY_TOO_LARGE'),
      ...cargoBlocked,
    })
    .input(
      truckSchema
        .extend({
          checkpointId: z.string(),
          direction: directionSchema,
          earliestAt: instantSchema,
          latestAt: instantSchema,
        })
        .refine(isWindow, windowError),
    )
    .output(z.object({ screening: screeningSchema, offers: z.array(offerSchema) })),
  hold: write
    .route({
      method: 'POST',
      path: '/bookings',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Hold a place for ten minutes',
    })
    .errors({
      ...errors(
        'SLOT_NOT_FOUND',
        'SLOT_IN_PAST',
        'SLOT_CLOSED',
        'VEHICLE_ALREADY_BOOKED',
        'VEHICLE_COUNTRY_NOT_ADMITTED',
        'CARRIER_QUOTA_REACHED',
        'CLASS_QUOTA_REACHED',
        'SCREENING_STALE',
      ),
      ...cargoBlocked,
      SLOT_FULL: { status: 409, message: 'The slot has no place left for this truck.', data: slotFullDetailSchema },
    })
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: truckSchema
          .extend({
            slotId: z.int().min(1),
            driverName: z.string().trim().min(1).max(200).optional(),
            earliestAt: instantSchema.optional().describe('what was wished for; default: the slot itself'),
            latestAt: instantSchema.optional(),
          })
          .refine(isWindow, windowError),
      }),
    )
    .output(bookingSchema),
  confirm: write
    .route({
      method: 'POST',
      path: '/bookings/{bookingId}/confirm',
      tags,
      inputStructure: 'detailed',
      summary: 'Confirm a hold',
    })
    .errors(
      errors(
        'BOOKING_NOT_FOUND',
        'HOLD_EXPIRED',
        'SLOT_CLOSED',
        'BOOKING_NOT_ACTIVE',
        'BOOKING_OF_ITINERARY',
        'CARGO_BLOCKED',
        'SCREENING_STALE',
      ),
    )
    .input(bookingWriteInput)
    .output(bookingSchema),
  cancel: write
    .route({
      method: 'POST',
      path: '/bookings/{bookingId}/cancel',
      tags,
      inputStructure: 'detailed',
      summary: 'Cancel; the place is free at once',
    })
    .errors(errors('BOOKING_NOT_FOUND', 'BOOKING_NOT_ACTIVE', 'BOOKING_OF_ITINERARY', 'TRUCK_AT_GATE'))
    .input(bookingWriteInput)
    .output(bookingSchema),
  get: read
    .route({ method: 'GET', path: '/bookings/{bookingId}', tags, summary: 'One booking of your organisation' })
    .errors(errors('BOOKING_NOT_FOUND'))
    .input(bookingParams)
    .output(bookingSchema),
  list: read
    .route({ method: 'GET', path: '/bookings', tags, summary: 'Bookings of your organisation, newest first' })
    .input(z.object({ state: bookingStateSchema.optional(), ...pageQuerySchema(200, 50) }))
    .output(pageSchema(bookingSchema)),
  listAtCheckpoint: read
    .route({
      method: 'GET',
      path: '/checkpoints/{checkpointId}/bookings',
      tags,
      summary: 'Trucks booked at a checkpoint, in slot order',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(
      z.object({
        checkpointId: z.string(),
        direction: directionSchema,
        from: instantSchema.optional().describe('default: now'),
        to: instantSchema.optional().describe('default: one day after from'),
        ...pageQuerySchema(500, 100),
      }),
    )
    .output(pageSchema(bookingSchema)),
};
