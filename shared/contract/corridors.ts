import { z } from 'zod';
import { instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { errors, read } from './endpoint.ts';

/** A place on a way: a town, a checkpoint or a port. Its id is one of their ids. */
export const wayNodeSchema = z.object({
  id: z.string(),
  kind: z.enum(['town', 'checkpoint', 'port']),
  name: z.string().describe('in Latin letters; screens translate it by its id'),
  country: z.string(),
  lat: z.number(),
  lon: z.number(),
  zone: z.string().describe('IANA'),
});
export type WayNode = z.infer<typeof wayNodeSchema>;

/** From one place of a way to the next. */
export const wayLegSchema = z.object({
  fromId: z.string(),
  toId: z.string(),
  mode: z.enum(['road', 'sea']),
  distanceKm: z.number(),
  drivingHours: z.number().describe('at the wheel, without rests and borders; of a ship, its hours at sea'),
  isEstimated: z.boolean().describe('computed by us and not published'),
  source: z.string(),
});
export type WayLeg = z.infer<typeof wayLegSchema>;

export const waySchema = z.object({
  id: z.string().describe('unique among all ways'),
  isMain: z.boolean().describe('the others are ways around it'),
  checkpointIds: z.array(z.string()).describe('in the order of the corridor'),
  portIds: z.array(z.string()),
  nodes: z.array(wayNodeSchema),
  legs: z.array(wayLegSchema).describe('one less than nodes'),
  distanceKm: z.number(),
  drivingHours: z.number(),
});
export type Way = z.infer<typeof waySchema>;

/** A named route over one or more checkpoints or a sailing, with the ways around. It is travelled both ways. */
export const corridorSchema = z.object({
  id: z.string(),
  from: wayNodeSchema,
  to: wayNodeSchema,
  ways: z.array(waySchema).describe('the main one first'),
});
export type Corridor = z.infer<typeof corridorSchema>;

const minutesSchema = z.number().min(0).nullable();

/** What a way takes for somebody who leaves now: driving, the rests that the rules ask for, and the waits that are forecast. */
export const wayTimeSchema = z.object({
  corridorId: z.string(),
  wayId: z.string(),
  isReversed: z.boolean().describe('from its end to its start'),
  drivingMinutes: z.number(),
  restMinutes: z.number(),
  freeMinutes: z.number().describe('without any wait'),
  waitP50Minutes: minutesSchema.describe(
    'at all its checkpoints, and for the next ship that it reaches; null where one of them is not known',
  ),
  waitP80Minutes: minutesSchema,
  totalP50Minutes: minutesSchema,
  totalP80Minutes: minutesSchema,
  withoutForecast: z.array(z.string()).describe('checkpoints, or ports, whose wait is not known'),
});
export type WayTime = z.infer<typeof wayTimeSchema>;

const tags = ['corridors'];

export const corridorsContract = {
  list: read
    .route({ method: 'GET', path: '/corridors', tags, summary: 'Corridors with their ways, distances and hours' })
    .input(z.object(pageQuerySchema(100, 100)))
    .output(pageSchema(corridorSchema)),
  get: read
    .route({ method: 'GET', path: '/corridors/{corridorId}', tags, summary: 'One corridor' })
    .errors(errors('CORRIDOR_NOT_FOUND'))
    .input(z.object({ corridorId: z.string() }))
    .output(corridorSchema),
  current: read
    .route({ method: 'GET', path: '/corridor-times', tags, summary: 'What every way takes now, both ways' })
    .output(z.object({ asOf: instantSchema, source: z.literal('forecast'), times: z.array(wayTimeSchema) })),
};
