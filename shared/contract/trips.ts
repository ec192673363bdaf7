import { z } from 'zod';
import { directionSchema, instantSchema } from '../words.ts';
import { errors, read } from './endpoint.ts';
import { passageSchema, queueStatusSchema } from './queues.ts';

const checkpointOfTripSchema = z.object({
  id: z.string(),
  kzPostName: z.string(),
  neighbourPostName: z.string(),
  neighbour: z.string(),
  lat: z.number(),
  lon: z.number(),
  kzZone: z.string(),
  neighbourZone: z.string(),
});

/** All that a driver's page shows, behind a signed link and without an account. */
export const tripSchema = z.object({
  asOf: instantSchema,
  bookingId: z.string(),
  bookingState: z.string().describe('confirmed, ended, cancelled, …'),
  plate: z.string(),
  checkpoint: checkpointOfTripSchema,
  passage: passageSchema,
  status: queueStatusSchema.describe('of its checkpoint and direction'),
  arriveFrom: instantSchema.describe('earlier than this it is early, and waits'),
  arriveUntil: instantSchema.describe('later than this it is late, with a lower place'),
  linkExpiresAt: instantSchema,
  pass: z
    .object({
      token: z.string().describe('for the QR; an officer verifies it with GET /api/pass-keys'),
      expiresAt: instantSchema,
    })
    .nullable()
    .describe('while it may still arrive'),
});
export type Trip = z.infer<typeof tripSchema>;

/** What a pass says (claims of a JWS, alg ES256). An officer's page verifies it offline; the server looks at the booking as well. */
export const passClaimsSchema = z.object({
  aud: z.literal('pass'),
  sub: z.uuid().describe('booking'),
  plate: z.string(),
  cp: z.string().describe('checkpoint'),
  dir: directionSchema,
  from: z.int().describe('start of its slot, seconds since 1970'),
  to: z.int().describe('end of its slot'),
  exp: z.int().describe('end of its window to arrive'),
});
export type PassClaims = z.infer<typeof passClaimsSchema>;

const jwkSchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

const tags = ['trips'];

/** A truck's way for its carrier and its driver. */
export const tripsContract = {
  getPassage: read
    .route({
      method: 'GET',
      path: '/bookings/{bookingId}/passage',
      tags,
      summary: 'Where a truck of your organisation is, its place in the queue and why',
    })
    .errors(errors('BOOKING_NOT_FOUND'))
    .input(z.object({ bookingId: z.uuid() }))
    .output(passageSchema),
  getLink: read
    .route({
      method: 'GET',
      path: '/bookings/{bookingId}/link',
      tags,
      summary: "A signed link to the driver's page, without an account; changes nothing",
    })
    .errors(errors('BOOKING_NOT_FOUND', 'BOOKING_NOT_ACTIVE'))
    .input(z.object({ bookingId: z.uuid() }))
    .output(
      z.object({
        token: z.string().describe('for GET /api/trips/{token}, and for watching the booking on the live channel'),
        path: z.string().describe('of the page, such as /trip/…'),
        expiresAt: instantSchema,
      }),
    ),
  getTrip: read
    .route({
      method: 'GET',
      path: '/trips/{token}',
      tags,
      summary: "All that a driver's page shows, behind its signed link",
    })
    .errors(errors('LINK_INVALID', 'LINK_EXPIRED'))
    .input(z.object({ token: z.string().min(1).max(2000) }))
    .output(tripSchema),
  passKeys: read
    .route({ method: 'GET', path: '/pass-keys', tags, summary: 'The public key of all passes, as a JSON Web Key Set' })
    .output(z.object({ keys: z.array(jwkSchema) })),
};
