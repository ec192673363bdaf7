import { z } from 'zod';
import { directionSchema, instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { bookingSchema, offerSchema } from './bookings.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

const placeSchema = z.object({
  slotId: z.int(),
  checkpointId: z.string(),
  direction: directionSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
});

/** A booking was given another slot, and the carrier is told why. Kept for good: all moves of a booking are its history. */
export const moveSchema = z.object({
  id: z.uuid(),
  bookingId: z.uuid(),
  plate: z.string(),
  from: placeSchema,
  to: placeSchema
    .nullable()
    .describe('null: no place was found, the booking keeps its old slot until the carrier chooses or cancels'),
  cause: z
    .enum([
      'regime',
      'end-regime',
      'closure',
      'end-closure',
      'shift',
      'end-shift',
      'hours',
      'calendar',
      'transfer',
      'carrier',
    ])
    .describe('the kind of change that moved it; carrier: it chose another slot itself'),
  reason: z.string().describe('in the words of whoever made the change'),
  movedAt: instantSchema,
  state: z
    .enum(['told', 'accepted', 'changed', 'cancelled', 'superseded'])
    .describe(
      'told: waits for an answer, and stands without one; changed: the carrier chose another slot; superseded: moved again before an answer',
    ),
  answeredAt: instantSchema.nullable(),
  isOpen: z.boolean().describe('may be answered: told, its booking active, and its truck not at the gate yet'),
  detourKm: z
    .int()
    .nullable()
    .describe('between the two checkpoints as the crow flies; null at the same one, and where the carrier chose it'),
});
export type Move = z.infer<typeof moveSchema>;

/** What an organisation still has to answer, as its screens are told live. */
export const openMovesSchema = z.object({
  open: z.int(),
  unplaced: z.int().describe('of them, without a place'),
  latest: moveSchema.nullable().describe('the newest of them; of those without a place, if there are any'),
  seq: z.int(),
});
export type OpenMoves = z.infer<typeof openMovesSchema>;

const tags = ['moves'];
const moveParams = z.object({ moveId: z.uuid() });
const answer = (path: `/${string}`, summary: string) =>
  write
    .route({ method: 'POST', path, tags, inputStructure: 'detailed', summary })
    .errors(errors('MOVE_NOT_FOUND', 'MOVE_ANSWERED', 'TRUCK_AT_GATE', 'BOOKING_NOT_ACTIVE'));

export const movesContract = {
  list: read
    .route({ method: 'GET', path: '/moves', tags, summary: 'Moves of your bookings, the newest first' })
    .input(
      z.object({
        state: moveSchema.shape.state
          .optional()
          .describe('told: only those that may still be answered, those without a place first'),
        bookingId: z.uuid().optional(),
        ...pageQuerySchema(200, 50),
      }),
    )
    .output(pageSchema(moveSchema)),
  offer: read
    .route({
      method: 'GET',
      path: '/moves/{moveId}/offers',
      tags,
      summary: 'Other slots that this truck could have instead, ranked',
    })
    .errors(errors('MOVE_NOT_FOUND', 'MOVE_ANSWERED'))
    .input(moveParams)
    .output(z.object({ offers: z.array(offerSchema) })),
  accept: answer('/moves/{moveId}/accept', 'Take the new slot')
    .errors(errors('SLOT_FULL'))
    .input(z.object({ headers: writeHeadersSchema, params: moveParams }))
    .output(moveSchema),
  choose: answer(
    '/moves/{moveId}/choose',
    'Take another slot than the new one; both change hands at once or not at all',
  )
    .errors(
      errors(
        'SLOT_NOT_FOUND',
        'SLOT_FULL',
        'SLOT_CLOSED',
        'SLOT_IN_PAST',
        'CARRIER_QUOTA_REACHED',
        'VEHICLE_COUNTRY_NOT_ADMITTED',
      ),
    )
    .input(
      z.object({ headers: writeHeadersSchema, params: moveParams, body: z.object({ slotId: z.int().positive() }) }),
    )
    .output(moveSchema),
  cancel: answer('/moves/{moveId}/cancel', 'Give the booking up, without cost')
    .errors(errors('BOOKING_OF_ITINERARY'))
    .input(z.object({ headers: writeHeadersSchema, params: moveParams }))
    .output(bookingSchema),
};
