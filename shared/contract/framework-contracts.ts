import { z } from 'zod';
import { directionSchema, instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { cargoSchema } from './bookings.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, HH:MM');
const daySchema = z.iso.date();

const shape = {
  name: z.string().trim().min(2).max(80),
  checkpointId: z.string().max(60),
  direction: directionSchema,
  trucksPerDay: z.int().min(1).max(200),
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).describe('1 is Monday, on the clock of the Kazakh post'),
  fromTime: clockTimeSchema.describe('the slot begins from then on, on the clock of the Kazakh post'),
  toTime: clockTimeSchema.describe('and before then; before fromTime, it is on the next day'),
  isFlexible: z.boolean().default(false),
  validFrom: daySchema,
  validTo: daySchema,
  cargo: cargoSchema,
  unitIds: z.array(z.uuid()).max(300).default([]).describe('tractors of the fleet; empty: any of them'),
};

export const newFrameworkContractSchema = z.object(shape).refine(({ validFrom, validTo }) => validTo >= validFrom, {
  path: ['validTo'],
  error: 'it must not be before validFrom',
});
export type NewFrameworkContract = z.infer<typeof newFrameworkContractSchema>;

/** A regular flow that books itself in every round. */
export const frameworkContractSchema = z.object({
  id: z.uuid(),
  ...shape,
  state: z.enum(['active', 'paused', 'ended']),
  madeAt: instantSchema,
  endedAt: instantSchema.nullable(),
  trucksPerDayMax: z.int().describe('that the quota leaves for this contract'),
  counts: z.object({
    applied: z.int().describe('applications so far'),
    booked: z.int(),
    unplaced: z.int(),
    skipped: z.int().describe('for want of a free tractor'),
  }),
});
export type FrameworkContract = z.infer<typeof frameworkContractSchema>;

/** One day of a contract. */
export const frameworkDaySchema = z.object({
  day: daySchema,
  wanted: z.int(),
  applied: z.int(),
  booked: z.int(),
  unplaced: z.int(),
  skipped: z.int(),
  reason: z.enum(['no-free-tractor', 'blocked', 'closed']).nullable(),
});
export type FrameworkDay = z.infer<typeof frameworkDaySchema>;

const tags = ['framework contracts'];
const params = z.object({ contractId: z.uuid() });
const change = (verb: string, summary: string) =>
  write
    .route({
      method: 'POST',
      path: `/framework-contracts/{contractId}/${verb}`,
      tags,
      inputStructure: 'detailed',
      summary,
    })
    .errors(errors('FRAMEWORK_CONTRACT_NOT_FOUND', 'FRAMEWORK_CONTRACT_ENDED', 'FRAMEWORK_OVER_QUOTA'))
    .input(z.object({ headers: writeHeadersSchema, params }))
    .output(frameworkContractSchema);

export const frameworkContractsContract = {
  list: read
    .route({ method: 'GET', path: '/framework-contracts', tags, summary: 'Framework contracts of your organisation' })
    .input(z.object(pageQuerySchema(100, 50)))
    .output(pageSchema(frameworkContractSchema)),
  get: read
    .route({ method: 'GET', path: '/framework-contracts/{contractId}', tags, summary: 'One of them' })
    .errors(errors('FRAMEWORK_CONTRACT_NOT_FOUND'))
    .input(params)
    .output(frameworkContractSchema),
  listDays: read
    .route({ method: 'GET', path: '/framework-contracts/{contractId}/days', tags, summary: 'What became of each day' })
    .errors(errors('FRAMEWORK_CONTRACT_NOT_FOUND'))
    .input(params.extend(pageQuerySchema(100, 31)))
    .output(pageSchema(frameworkDaySchema)),
  create: write
    .route({
      method: 'POST',
      path: '/framework-contracts',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Agree on a regular flow',
    })
    .errors(
      errors(
        'CHECKPOINT_NOT_FOUND',
        'FRAMEWORK_OVER_QUOTA',
        'FLEET_UNIT_NOT_FOUND',
        'VEHICLE_COUNTRY_NOT_ADMITTED',
        'CARGO_BLOCKED',
      ),
    )
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: newFrameworkContractSchema,
      }),
    )
    .output(frameworkContractSchema),
  pause: change('pause', 'Apply for nothing until it is resumed'),
  resume: change('resume', 'Go on'),
  end: change('end', 'End it for good; what is booked stays'),
};
