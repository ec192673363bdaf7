import { z } from 'zod';
import { classSchema, directionSchema, instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { cargoBlocked, cargoSchema, offerSchema, vehicleSchema } from './bookings.ts';
import { slotSchema } from './checkpoints.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

/** A truck that waits for a place to be returned. */
export const waitlistEntrySchema = z.object({
  id: z.uuid().describe('of its application, too'),
  checkpointId: z.string(),
  direction: directionSchema,
  earliestAt: instantSchema,
  latestAt: instantSchema,
  class: classSchema,
  plate: z.string(),
  state: z
    .enum(['waiting', 'offered', 'booked', 'withdrawn', 'ended'])
    .describe('offered: a place is held for it until offerExpiresAt, confirm its booking; ended: its time is over'),
  joinedAt: instantSchema,
  waitingBeside: z.int().describe('others that wait for the same hours: each has the same chance'),
  offer: z
    .object({ bookingId: z.uuid(), slot: slotSchema, offeredAt: instantSchema, expiresAt: instantSchema })
    .nullable(),
  missed: z.int().describe('offers that ran out'),
  draw: z
    .object({
      number: z.int(),
      seed: z.string(),
      candidates: z.int(),
      candidateIds: z.array(z.uuid()).describe('the applications that it was drawn among'),
    })
    .nullable()
    .describe('the last draw that it won: the lowest SHA-256 of seed and application id, anybody can compute it again'),
});
export type WaitlistEntry = z.infer<typeof waitlistEntrySchema>;

const tags = ['waitlist'];

export const waitlistContract = {
  join: write
    .route({
      method: 'POST',
      path: '/waitlist',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Wait for a returned place',
    })
    .errors({
      ...errors(
        'CHECKPOINT_NOT_FOUND',
        'VEHICLE_ALREADY_BOOKED',
        'VEHICLE_ALREADY_APPLIED',
        'VEHICLE_COUNTRY_NOT_ADMITTED',
        'SCREENING_STALE',
      ),
      ...cargoBlocked,
    })
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z
          .object({
            checkpointId: z.string().max(60),
            direction: directionSchema,
            earliestAt: instantSchema,
            latestAt: instantSchema,
            class: classSchema.default('general'),
            vehicle: vehicleSchema,
            driverName: z.string().trim().min(1).max(200).optional(),
            cargo: cargoSchema,
          })
          .refine(({ earliestAt, latestAt }) => Date.parse(latestAt) > Date.parse(earliestAt), {
            path: ['latestAt'],
            error: 'it must be later than earliestAt',
          }),
      }),
    )
    .output(waitlistEntrySchema.extend({ alternatives: z.array(offerSchema).describe('where there is room now') })),
  list: read
    .route({ method: 'GET', path: '/waitlist', tags, summary: 'Waitlist entries of your organisation, newest first' })
    .input(z.object({ state: waitlistEntrySchema.shape.state.optional(), ...pageQuerySchema(200, 50) }))
    .output(pageSchema(waitlistEntrySchema)),
  withdraw: write
    .route({
      method: 'POST',
      path: '/waitlist/{entryId}/withdraw',
      tags,
      inputStructure: 'detailed',
      summary: 'Wait no longer; an offered place goes to the next',
    })
    .errors(errors('WAITLIST_ENTRY_NOT_FOUND', 'WAITLIST_ENTRY_NOT_OPEN'))
    .input(z.object({ headers: writeHeadersSchema, params: z.object({ entryId: z.uuid() }) }))
    .output(waitlistEntrySchema),
};
