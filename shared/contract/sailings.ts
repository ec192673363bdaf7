import { z } from 'zod';
import { countrySchema, instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { cargoSchema, vehicleSchema } from './bookings.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

/** What a ship counts, each for itself: it may be full of one and empty of the others. */
export const sailingCountsSchema = z.object({
  laneMetres: z.number().min(0),
  weightKg: z.int().min(0),
  reeferPlugs: z.int().min(0),
  dangerousGoodsPlaces: z.int().min(0),
});
export type SailingCounts = z.infer<typeof sailingCountsSchema>;

/** What one truck takes of them. */
export const sailingNeedsSchema = z.object({
  laneMetres: z
    .number()
    .min(1)
    .max(40)
    .default(16.5)
    .describe('length of the whole truck; 16.5 m is a tractor with its trailer'),
  needsReeferPlug: z.boolean().default(false),
  isDangerous: z.boolean().default(false).describe('dangerous goods of the IMDG Code'),
});
export type SailingNeeds = z.infer<typeof sailingNeedsSchema>;

export const sailingStateSchema = z
  .enum(['planned', 'delayed', 'departed', 'arrived', 'cancelled'])
  .describe('planned and delayed may be booked until the cut-offs');

/** A slot that is a ship. */
export const sailingSchema = z.object({
  id: z.uuid(),
  state: sailingStateSchema,
  shipId: z.string(),
  shipName: z.string(),
  fromPortId: z.string(),
  toPortId: z.string(),
  nauticalMiles: z.number(),
  plannedDepartureAt: instantSchema,
  expectedDepartureAt: instantSchema.describe('the planned one, or later for the weather or until it is full'),
  expectedArrivalAt: instantSchema,
  arrivalP80At: instantSchema.describe('four of five ships are there by then'),
  documentCutoffAt: instantSchema.describe('not booked later'),
  gateCutoffAt: instantSchema.describe('the truck is in the port by then'),
  loadFactor: z.number().min(0).max(1).describe('share of its tonnes that low water lets it take'),
  places: sailingCountsSchema.describe('with the load factor'),
  taken: sailingCountsSchema,
  left: sailingCountsSchema,
  trucks: z.int().describe('that hold or have confirmed a place'),
  standby: z.int().describe('trucks on the standby list'),
  reason: z.string().nullable().describe('of its delay, cancellation or load factor'),
  source: z.enum(['demo-timetable', 'operator']).describe('demo-timetable: generated, since none is published'),
  assumed: z.array(z.string()).describe('numbers of the ship or the way that are ours and not published'),
  seq: z.int(),
});
export type Sailing = z.infer<typeof sailingSchema>;

/** When trucks are let into a port, before the gate cut-off of their sailing. */
export const gateSlotSchema = z.object({
  id: z.int(),
  portId: z.string(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  places: z.int(),
  taken: z.int(),
  left: z.int(),
});
export type GateSlot = z.infer<typeof gateSlotSchema>;

/** Where a ship is by its schedule; nobody has measured it. */
export const shipPositionSchema = z.object({
  sailingId: z.uuid(),
  shipName: z.string(),
  fromPortId: z.string(),
  toPortId: z.string(),
  lat: z.number(),
  lon: z.number(),
  courseDegrees: z.number(),
  share: z.number().min(0).max(1).describe('of the way'),
  isAtSea: z.boolean().describe('no: at the quay of fromPortId before it departs'),
  expectedDepartureAt: instantSchema,
  expectedArrivalAt: instantSchema,
  source: z.literal('schedule'),
  timetable: sailingSchema.shape.source,
});
export type ShipPosition = z.infer<typeof shipPositionSchema>;

export const standbyEntrySchema = z.object({
  id: z.uuid(),
  sailingId: z.uuid(),
  place: z.int().nullable().describe('1 is called next; null when it no longer waits'),
  state: z
    .enum(['waiting', 'called', 'confirmed', 'expired', 'withdrawn', 'ended'])
    .describe('called: an itinerary is held for it until callExpiresAt; ended: the sailing took no more'),
  plate: z.string(),
  needs: sailingNeedsSchema,
  joinedAt: instantSchema,
  calledAt: instantSchema.nullable(),
  callExpiresAt: instantSchema.nullable(),
  itineraryId: z.uuid().nullable().describe('held, or confirmed'),
});
export type StandbyEntry = z.infer<typeof standbyEntrySchema>;

const tags = ['sailings'];
const sailingParams = z.object({ sailingId: z.uuid() });
const reasonSchema = z.string().trim().min(3).max(500);
const operatorWrite = (path: `/${string}`, summary: string) =>
  write
    .route({ method: 'POST', path, tags, inputStructure: 'detailed', summary })
    .errors(errors('SAILING_NOT_FOUND', 'SAILING_NOT_BOOKABLE'));

export const sailingsContract = {
  list: read
    .route({ method: 'GET', path: '/sailings', tags, summary: 'Sailings by their expected departure' })
    .input(
      z.object({
        fromPortId: z.string().optional(),
        toPortId: z.string().optional(),
        from: instantSchema.optional().describe('departs after; default: a day before now'),
        to: instantSchema.optional().describe('default: 31 days after from'),
        ...pageQuerySchema(200, 50),
      }),
    )
    .output(pageSchema(sailingSchema)),
  get: read
    .route({ method: 'GET', path: '/sailings/{sailingId}', tags, summary: 'One sailing' })
    .errors(errors('SAILING_NOT_FOUND'))
    .input(sailingParams)
    .output(sailingSchema),
  listGateSlots: read
    .route({
      method: 'GET',
      path: '/sailings/{sailingId}/gate-slots',
      tags,
      summary: 'Slots of the port gate that lie before the cut-off of a sailing',
    })
    .errors(errors('SAILING_NOT_FOUND'))
    .input(sailingParams.extend(pageQuerySchema(500, 200)))
    .output(pageSchema(gateSlotSchema)),
  positions: read
    .route({ method: 'GET', path: '/ship-positions', tags, summary: 'Where the ships are by their schedule' })
    .output(z.object({ asOf: instantSchema, ships: z.array(shipPositionSchema) })),
  announce: write
    .route({
      method: 'POST',
      path: '/sailings',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Announce a sailing',
    })
    .errors(errors('SHIP_NOT_FOUND', 'SEA_WAY_NOT_FOUND', 'SAILING_IN_PAST'))
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z.object({
          shipId: z.string().max(60),
          fromPortId: z.string().max(60),
          toPortId: z.string().max(60),
          plannedDepartureAt: instantSchema,
        }),
      }),
    )
    .output(sailingSchema),
  delay: operatorWrite('/sailings/{sailingId}/delay', 'Set the expected departure; its cut-offs move with it')
    .errors(errors('SAILING_IN_PAST'))
    .input(
      z.object({
        headers: writeHeadersSchema,
        params: sailingParams,
        body: z.object({ expectedDepartureAt: instantSchema, reason: reasonSchema }),
      }),
    )
    .output(sailingSchema),
  setLoadFactor: operatorWrite('/sailings/{sailingId}/load-factor', 'Say how much low water lets it take')
    .input(
      z.object({
        headers: writeHeadersSchema,
        params: sailingParams,
        body: z.object({ loadFactor: z.number().min(0.1).max(1), reason: reasonSchema }),
      }),
    )
    .output(sailingSchema),
  cancel: operatorWrite('/sailings/{sailingId}/cancel', 'Cancel it; its trucks are rebooked, and their carriers asked')
    .input(z.object({ headers: writeHeadersSchema, params: sailingParams, body: z.object({ reason: reasonSchema }) }))
    .output(sailingSchema),
  joinStandby: write
    .route({
      method: 'POST',
      path: '/sailings/{sailingId}/standby',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Wait for room on a sailing; called in the order of joining',
    })
    .errors(
      errors(
        'SAILING_NOT_FOUND',
        'SAILING_NOT_BOOKABLE',
        'SAILING_CUTOFF_PASSED',
        'VEHICLE_ALREADY_BOOKED',
        'CARGO_BLOCKED',
        'SCREENING_STALE',
      ),
    )
    .input(
      z.object({
        headers: writeHeadersSchema,
        params: sailingParams,
        body: z.object({
          vehicle: vehicleSchema,
          driverName: z.string().trim().min(1).max(200).optional(),
          cargo: cargoSchema,
          needs: sailingNeedsSchema,
        }),
      }),
    )
    .output(standbyEntrySchema),
  listStandby: read
    .route({ method: 'GET', path: '/standby', tags, summary: 'Standby entries of your organisation' })
    .input(z.object({ sailingId: z.uuid().optional(), ...pageQuerySchema(200, 50) }))
    .output(pageSchema(standbyEntrySchema)),
  leaveStandby: write
    .route({
      method: 'POST',
      path: '/standby/{entryId}/leave',
      tags,
      inputStructure: 'detailed',
      summary: 'Leave the standby list; a held itinerary is given up',
    })
    .errors(errors('STANDBY_ENTRY_NOT_FOUND', 'STANDBY_NOT_WAITING'))
    .input(z.object({ headers: writeHeadersSchema, params: z.object({ entryId: z.uuid() }) }))
    .output(standbyEntrySchema),
};

/** Of a sailing leg, as itineraries show it. */
export const sailingClaimSchema = z.object({
  id: z.uuid(),
  state: z.enum(['held', 'confirmed', 'cancelled', 'expired', 'ended']),
  sailing: sailingSchema,
  gateSlot: gateSlotSchema,
  needs: sailingNeedsSchema,
  weightKg: z.int(),
  vehicleCountry: countrySchema,
});
export type SailingClaim = z.infer<typeof sailingClaimSchema>;
