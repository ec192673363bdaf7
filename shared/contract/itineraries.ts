import { z } from 'zod';
import { classSchema, directionSchema, instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { bookingSchema, cargoBlocked, cargoSchema, screeningSchema, vehicleSchema } from './bookings.ts';
import { slotSchema } from './checkpoints.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';
import { gateSlotSchema, sailingClaimSchema, sailingNeedsSchema, sailingSchema } from './sailings.ts';

/** How long a driver drives and rests: AETR, articles 6 to 8, in its simplest form. */
export const drivingRulesSchema = z.object({
  drivingHours: z.number().min(1).max(24).default(9).describe('at the wheel between two rests'),
  restHours: z.number().min(0).max(24).default(11).describe('without a break; a wait as long as this is a rest, too'),
});
export type DrivingRules = z.infer<typeof drivingRulesSchema>;

/** One application for the whole way. */
const wishShape = {
  corridorId: z.string().max(60),
  isReversed: z.boolean().default(false).describe('from the end of the corridor to its start'),
  readyAt: instantSchema.describe('the truck may leave the first town'),
  arriveBy: instantSchema.describe('it should be at the last place by then'),
  vehicle: vehicleSchema,
  driverName: z.string().trim().min(1).max(200).optional(),
  class: classSchema.default('general'),
  cargo: cargoSchema,
  needs: sailingNeedsSchema.prefault({}),
  drivingRules: drivingRulesSchema.prefault({}),
};
const isWindow = ({ readyAt, arriveBy }: { readyAt: string; arriveBy: string }) =>
  Date.parse(arriveBy) > Date.parse(readyAt);
const windowError = { path: ['arriveBy'], error: 'it must be later than readyAt' };

export const itineraryWishSchema = z.object(wishShape).refine(isWindow, windowError);
export type ItineraryWish = z.infer<typeof itineraryWishSchema>;

const timesShape = {
  earliestAt: instantSchema.describe('the truck cannot be here sooner'),
  latestAt: instantSchema.describe('leaving later, it is not there by arriveBy'),
  startsAt: instantSchema.describe('as planned, in the middle of what may happen (P50)'),
  endsAt: instantSchema,
};

/** One part of a whole way, in order. */
export const itineraryLegSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('drive'),
    fromId: z.string(),
    toId: z.string(),
    distanceKm: z.number(),
    drivingHours: z.number(),
    restHours: z.number().describe('rests that the rules ask for on this part'),
    isEstimated: z.boolean(),
    ...timesShape,
  }),
  z.object({
    kind: z.literal('crossing'),
    checkpointId: z.string(),
    direction: directionSchema,
    slot: slotSchema,
    waitP50Minutes: z.number().nullable().describe('from the arrival to the first post; null where nothing is known'),
    waitP80Minutes: z.number().nullable(),
    waitFrom: z
      .enum(['forecast', 'history', 'none'])
      .describe('forecast: of that hour; history: of that hour on the days before; none: the ends of the slot alone'),
    marginMinutes: z.number().describe('to be right four times of five; the next part begins only after it'),
    idleMinutes: z.number().describe('between the arrival and the slot'),
    ...timesShape,
  }),
  z.object({
    kind: z.literal('sailing'),
    sailing: sailingSchema,
    gateSlot: gateSlotSchema,
    marginMinutes: z.number(),
    ...timesShape,
  }),
]);
export type ItineraryLeg = z.infer<typeof itineraryLegSchema>;

export const itineraryOfferSchema = z.object({
  wayId: z.string(),
  isMain: z.boolean(),
  legs: z.array(itineraryLegSchema),
  departAt: instantSchema.describe('from the first town: as late as this way allows'),
  arrivalP50At: instantSchema,
  arrivalP80At: instantSchema,
  totalHours: z.number().describe('departAt to arrivalP50At'),
  distanceKm: z.number(),
  riskMinutes: z.number().describe('arrivalP80At less arrivalP50At'),
  isLate: z.boolean().describe('four times of five not there by arriveBy'),
  cost: z
    .object({
      totalMinutes: z.number(),
      travelMinutes: z.number().describe('departAt to arrivalP50At'),
      delayMinutes: z.number().describe('arrival after the earliest that is possible at all'),
      detourMinutes: z.number().describe('driving more than the shortest way'),
      riskMinutes: z.number(),
    })
    .describe('what offers are ranked by'),
  reasons: z
    .array(z.enum(['soonest', 'shortest', 'safest', 'around', 'late', 'only']))
    .describe('what this way is, of all that are offered'),
  claim: z
    .object({
      slotIds: z.array(z.int()).describe('one for each crossing, in order'),
      sailing: z.object({ sailingId: z.uuid(), gateSlotId: z.int() }).nullable(),
    })
    .describe('what a hold of this offer takes'),
});
export type ItineraryOffer = z.infer<typeof itineraryOfferSchema>;

/** Why a way is not offered. */
export const noWaySchema = z.object({
  wayId: z.string(),
  reason: z.enum([
    'no-slot',
    'no-sailing',
    'sailing-full',
    'too-late',
    'not-admitted',
    'closed',
    'blocked',
    'cutoff-passed',
  ]),
  at: z.string().nullable().describe('the checkpoint or port that it fails at'),
  full: z.enum(['laneMetres', 'weightKg', 'reeferPlugs', 'dangerousGoodsPlaces']).nullable(),
});
export type NoWay = z.infer<typeof noWaySchema>;

export const itineraryStateSchema = z
  .enum(['held', 'confirmed', 'ended', 'cancelled', 'expired'])
  .describe('of all its bookings at once');

/** What became of a plan when a leg slipped, and the places that are held for its repair. */
export const itineraryRepairSchema = z.object({
  id: z.uuid(),
  state: z.enum(['asked', 'accepted', 'declined', 'expired', 'impossible']),
  cause: z
    .enum(['slot-moved', 'sailing-delayed', 'sailing-cancelled', 'truck-late', 'wait-longer'])
    .describe('what slipped'),
  slippedLeg: z.int().describe('index in legs'),
  reason: z.string().describe('in the words of whoever caused it, or empty'),
  legs: z.array(itineraryLegSchema).describe('the whole way as repaired; the new places are held until expiresAt'),
  replacedBookingIds: z.array(z.uuid()).describe('given up when it is accepted'),
  arrivalP50At: instantSchema.nullable(),
  arrivalP80At: instantSchema.nullable(),
  madeAt: instantSchema,
  expiresAt: instantSchema,
  answeredAt: instantSchema.nullable(),
});
export type ItineraryRepair = z.infer<typeof itineraryRepairSchema>;

/** All bookings of one application, claimed together or not at all. */
export const itinerarySchema = z.object({
  id: z.uuid(),
  state: itineraryStateSchema,
  ...wishShape,
  wayId: z.string(),
  legs: z.array(itineraryLegSchema),
  bookings: z.array(bookingSchema).describe('of the crossings, in order'),
  sailingClaim: sailingClaimSchema.nullable(),
  departAt: instantSchema,
  arrivalP50At: instantSchema,
  arrivalP80At: instantSchema,
  distanceKm: z.number(),
  madeAt: instantSchema,
  holdExpiresAt: instantSchema,
  confirmedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  repair: itineraryRepairSchema.nullable().describe('the newest'),
});
export type Itinerary = z.infer<typeof itinerarySchema>;

const tags = ['itineraries'];
const params = z.object({ itineraryId: z.uuid() });
const answer = (path: `/${string}`, summary: string) =>
  write
    .route({ method: 'POST', path, tags, inputStructure: 'detailed', summary })
    .errors(
      errors(
        'ITINERARY_NOT_FOUND',
        'REPAIR_NOT_OPEN',
        'TRUCK_AT_GATE',
        'SLOT_CLOSED',
        'SAILING_NOT_BOOKABLE',
        'CARGO_BLOCKED',
        'SCREENING_STALE',
      ),
    )
    .input(z.object({ headers: writeHeadersSchema, params }))
    .output(itinerarySchema);

/** Refusals of the claim of a whole way: its field names the leg, such as claim.slotIds.1 or claim.sailing. */
const claimErrors = errors(
  'CORRIDOR_NOT_FOUND',
  'SLOT_NOT_FOUND',
  'SLOT_IN_PAST',
  'SLOT_CLOSED',
  'SLOT_FULL',
  'CARRIER_QUOTA_REACHED',
  'CLASS_QUOTA_REACHED',
  'VEHICLE_ALREADY_BOOKED',
  'VEHICLE_COUNTRY_NOT_ADMITTED',
  'SCREENING_STALE',
  'SAILING_NOT_FOUND',
  'SAILING_NOT_BOOKABLE',
  'SAILING_CUTOFF_PASSED',
  'SAILING_FULL',
  'GATE_SLOT_NOT_FOUND',
  'GATE_SLOT_FULL',
  'GATE_SLOT_AFTER_CUTOFF',
  'LEG_UNREACHABLE',
);

export const itinerariesContract = {
  offer: read
    .route({ method: 'POST', path: '/itinerary-offers', tags, summary: 'Whole ways, ranked; changes nothing' })
    .errors({ ...errors('CORRIDOR_NOT_FOUND', 'BROKEN_JSON', 'BODY_TOO_LARGE'), ...cargoBlocked })
    .input(itineraryWishSchema)
    .output(
      z.object({
        screening: screeningSchema,
        offers: z.array(itineraryOfferSchema),
        notOffered: z.array(noWaySchema),
      }),
    ),
  hold: write
    .route({
      method: 'POST',
      path: '/itineraries',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Hold every place of a whole way for ten minutes, or none',
    })
    .errors({ ...claimErrors, ...cargoBlocked })
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z
          .object({ ...wishShape, wayId: z.string().max(80), claim: itineraryOfferSchema.shape.claim })
          .refine(isWindow, windowError),
      }),
    )
    .output(itinerarySchema),
  confirm: write
    .route({
      method: 'POST',
      path: '/itineraries/{itineraryId}/confirm',
      tags,
      inputStructure: 'detailed',
      summary: 'Confirm all of it',
    })
    .errors(
      errors(
        'ITINERARY_NOT_FOUND',
        'ITINERARY_NOT_ACTIVE',
        'HOLD_EXPIRED',
        'SLOT_CLOSED',
        'SAILING_NOT_BOOKABLE',
        'CARGO_BLOCKED',
        'SCREENING_STALE',
      ),
    )
    .input(z.object({ headers: writeHeadersSchema, params }))
    .output(itinerarySchema),
  cancel: write
    .route({
      method: 'POST',
      path: '/itineraries/{itineraryId}/cancel',
      tags,
      inputStructure: 'detailed',
      summary: 'Give up all of it that is not over',
    })
    .errors(errors('ITINERARY_NOT_FOUND', 'ITINERARY_NOT_ACTIVE', 'TRUCK_AT_GATE'))
    .input(z.object({ headers: writeHeadersSchema, params }))
    .output(itinerarySchema),
  get: read
    .route({ method: 'GET', path: '/itineraries/{itineraryId}', tags, summary: 'One itinerary of your organisation' })
    .errors(errors('ITINERARY_NOT_FOUND'))
    .input(params)
    .output(itinerarySchema),
  list: read
    .route({ method: 'GET', path: '/itineraries', tags, summary: 'Itineraries of your organisation, newest first' })
    .input(z.object({ state: itineraryStateSchema.optional(), ...pageQuerySchema(100, 20) }))
    .output(pageSchema(itinerarySchema)),
  acceptRepair: answer('/itineraries/{itineraryId}/repair/accept', 'Take the repaired way'),
  declineRepair: answer('/itineraries/{itineraryId}/repair/decline', 'Keep the old places; the held ones are free'),
};
