import { z } from 'zod';
import { instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { bookingSchema, offerSchema } from './bookings.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

export const proofSchema = z.object({
  kind: z.enum(['repair-order', 'police-report', 'tow-order', 'photo-report']),
  number: z.string().trim().min(2).max(64),
  issuedAt: instantSchema,
  note: z.string().trim().max(500).optional(),
});
export type Proof = z.infer<typeof proofSchema>;

/** What a carrier has changed about a booking. */
export const bookingChangeSchema = z.object({
  id: z.uuid(),
  bookingId: z.uuid(),
  kind: z.enum(['slot', 'driver', 'vehicle']),
  at: instantSchema,
  madeBy: z.string(),
  before: z
    .record(z.string(), z.string().nullable())
    .describe('slot: startsAt; driver: driverName; vehicle: plate, vin'),
  after: z.record(z.string(), z.string().nullable()),
  proof: proofSchema.nullable().describe('of a vehicle'),
});
export type BookingChange = z.infer<typeof bookingChangeSchema>;

/** What may still be changed about a booking, and what giving it up costs at this moment. */
export const changeRulesSchema = z.object({
  asOf: instantSchema,
  slot: z.object({
    isAllowed: z.boolean(),
    because: z.enum(['too-late', 'limit', 'not-active', 'at-gate', 'itinerary']).nullable(),
    until: instantSchema.describe('before this'),
    left: z.int().describe('more times'),
    earliestAt: instantSchema.describe('the window in which it may move'),
    latestAt: instantSchema,
  }),
  driver: z.object({ isAllowed: z.boolean(), because: z.enum(['not-active', 'at-gate']).nullable() }),
  vehicle: z.object({ isAllowed: z.boolean(), because: z.enum(['not-active', 'at-gate']).nullable() }),
  cancellation: z.object({
    pointsNow: z.number().describe('that giving it up now adds to the no-show record'),
    grades: z.array(
      z.object({
        hoursBefore: z.number().describe('at least so long before the slot begins'),
        points: z.number(),
        until: instantSchema,
      }),
    ),
    source: z.string(),
  }),
});
export type ChangeRules = z.infer<typeof changeRulesSchema>;

const tags = ['bookings'];
const params = z.object({ bookingId: z.uuid() });
const change = (path: `/${string}`, summary: string) =>
  write
    .route({ method: 'POST', path, tags, inputStructure: 'detailed', summary })
    .errors(errors('BOOKING_NOT_FOUND', 'BOOKING_NOT_ACTIVE', 'TRUCK_AT_GATE'));

export const bookingChangesContract = {
  getRules: read
    .route({
      method: 'GET',
      path: '/bookings/{bookingId}/change-rules',
      tags,
      summary: 'What may be changed, and what cancelling costs now',
    })
    .errors(errors('BOOKING_NOT_FOUND'))
    .input(params)
    .output(changeRulesSchema),
  offer: read
    .route({
      method: 'GET',
      path: '/bookings/{bookingId}/slot-offers',
      tags,
      summary: 'Slots of its window that it may move to',
    })
    .errors(errors('BOOKING_NOT_FOUND', 'BOOKING_NOT_ACTIVE'))
    .input(params)
    .output(z.object({ offers: z.array(offerSchema) })),
  list: read
    .route({
      method: 'GET',
      path: '/bookings/{bookingId}/changes',
      tags,
      summary: 'What its carrier has changed, newest first',
    })
    .errors(errors('BOOKING_NOT_FOUND'))
    .input(params.extend(pageQuerySchema(100, 50)))
    .output(pageSchema(bookingChangeSchema)),
  changeSlot: change(
    '/bookings/{bookingId}/slot',
    'Move within the window; both slots change hands at once or not at all',
  )
    .errors(
      errors(
        'SLOT_NOT_FOUND',
        'SLOT_FULL',
        'SLOT_CLOSED',
        'SLOT_IN_PAST',
        'CARRIER_QUOTA_REACHED',
        'CLASS_QUOTA_REACHED',
        'CHANGE_TOO_LATE',
        'CHANGE_OUTSIDE_WINDOW',
        'CHANGE_LIMIT_REACHED',
        'BOOKING_OF_ITINERARY',
      ),
    )
    .input(z.object({ headers: writeHeadersSchema, params, body: z.object({ slotId: z.int().positive() }) }))
    .output(bookingSchema),
  changeDriver: change('/bookings/{bookingId}/driver', 'Name another driver, or one more')
    .input(
      z.object({
        headers: writeHeadersSchema,
        params,
        body: z.object({ driverName: z.string().trim().min(1).max(200).describe('two names: with a comma') }),
      }),
    )
    .output(bookingSchema),
  changeVehicle: change(
    '/bookings/{bookingId}/vehicle',
    'Replace a broken tractor by another one of the fleet, with proof',
  )
    .errors(
      errors(
        'FLEET_UNIT_NOT_FOUND',
        'VEHICLE_ALREADY_BOOKED',
        'VEHICLE_ALREADY_APPLIED',
        'VEHICLE_OF_OTHER_CARRIER',
        'VEHICLE_COUNTRY_NOT_ADMITTED',
        'CHANGE_LIMIT_REACHED',
        'CARGO_BLOCKED',
        'SCREENING_STALE',
      ),
    )
    .input(z.object({ headers: writeHeadersSchema, params, body: z.object({ unitId: z.uuid(), proof: proofSchema }) }))
    .output(bookingSchema),
};
