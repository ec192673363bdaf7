import { z } from 'zod';
import { errorDetailSchema, errorTable } from '../errors.ts';
import { instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { vehicleSchema } from './bookings.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

export const fleetKindSchema = z.enum(['tractor', 'trailer']);

const unitShape = {
  kind: fleetKindSchema,
  plate: vehicleSchema.shape.plate,
  vin: vehicleSchema.shape.vin.optional().describe('a tractor has one'),
  country: vehicleSchema.shape.country,
  lengthMetres: z.number().min(1).max(30).optional().describe('of a trailer'),
  isReefer: z.boolean().default(false),
  note: z.string().trim().max(200).optional(),
};
export const newFleetUnitSchema = z
  .object(unitShape)
  .refine(({ kind, vin }) => kind === 'trailer' || vin !== undefined, { path: ['vin'], error: 'a tractor has a VIN' });

/** A tractor or a trailer of a carrier. */
export const fleetUnitSchema = z.object({
  id: z.uuid(),
  ...unitShape,
  addedAt: instantSchema,
  retiredAt: instantSchema.nullable(),
  activeBookingId: z.uuid().nullable().describe('of a tractor: what it is booked for now'),
});
export type FleetUnit = z.infer<typeof fleetUnitSchema>;

const driverShape = {
  name: z.string().trim().min(2).max(200),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\s()-]{5,25}$/, 'a telephone number')
    .optional(),
  licenceNumber: z.string().trim().min(3).max(40).optional(),
  language: z.enum(['ru', 'kk', 'en']).default('ru'),
};
export const newDriverSchema = z.object(driverShape);
export const driverSchema = z.object({
  id: z.uuid(),
  ...driverShape,
  addedAt: instantSchema,
  retiredAt: instantSchema.nullable(),
});
export type Driver = z.infer<typeof driverSchema>;

/** A mistake in a table that was pasted or imported, by its row and column. */
export const tableProblemSchema = z.object({
  row: z.int().min(0).describe('1 is the first row under the header; 0 the header itself'),
  column: z.string().nullable().describe('as the header of the table has it; null: the whole row'),
  code: z.enum([
    'missing-column',
    'unknown-column',
    'missing-value',
    'bad-plate',
    'bad-vin',
    'bad-country',
    'bad-number',
    'bad-time',
    'bad-window',
    'bad-choice',
    'bad-hs-code',
    'unknown-checkpoint',
    'duplicate-in-table',
    'already-known',
    'not-admitted',
    'in-the-past',
    'too-many-rows',
    'too-long',
    'not-in-fleet',
    'booked',
  ]),
  value: z.string().nullable().describe('what stands there'),
  hint: z.string().nullable(),
});
export type TableProblem = z.infer<typeof tableProblemSchema>;

/** What a table that cannot be taken is answered with: all that is wrong with it. */
export const tableBroken = {
  TABLE_BROKEN: {
    ...errorTable.TABLE_BROKEN,
    data: errorDetailSchema.extend({ problems: z.array(tableProblemSchema).describe('all of them') }),
  },
};

const tags = ['fleet'];
const tableText = z.string().min(1).max(90_000).describe('CSV with a header; commas, semicolons or tabs');

const importResultSchema = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  problems: z.array(tableProblemSchema).describe('of a trial: with one of them nothing would be imported'),
});

export const fleetContract = {
  list: read
    .route({ method: 'GET', path: '/fleet', tags, summary: 'Tractors and trailers of your organisation' })
    .input(
      z.object({
        kind: fleetKindSchema.optional(),
        withRetired: z.stringbool().default(false),
        ...pageQuerySchema(500, 100),
      }),
    )
    .output(pageSchema(fleetUnitSchema)),
  add: write
    .route({
      method: 'POST',
      path: '/fleet',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Add a tractor or trailer',
    })
    .errors(errors('FLEET_UNIT_KNOWN'))
    .input(z.object({ headers: writeHeadersSchema, body: newFleetUnitSchema }))
    .output(fleetUnitSchema),
  change: write
    .route({
      method: 'POST',
      path: '/fleet/{unitId}/change',
      tags,
      inputStructure: 'detailed',
      summary: 'Change a tractor or trailer',
    })
    .errors(errors('FLEET_UNIT_NOT_FOUND', 'FLEET_UNIT_KNOWN', 'FLEET_UNIT_BOOKED'))
    .input(z.object({ headers: writeHeadersSchema, params: z.object({ unitId: z.uuid() }), body: newFleetUnitSchema }))
    .output(fleetUnitSchema),
  retire: write
    .route({
      method: 'POST',
      path: '/fleet/{unitId}/retire',
      tags,
      inputStructure: 'detailed',
      summary: 'Take it out of the fleet',
    })
    .errors(errors('FLEET_UNIT_NOT_FOUND', 'FLEET_UNIT_BOOKED'))
    .input(z.object({ headers: writeHeadersSchema, params: z.object({ unitId: z.uuid() }) }))
    .output(fleetUnitSchema),
  importUnits: write
    .route({
      method: 'POST',
      path: '/fleet/import',
      tags,
      inputStructure: 'detailed',
      summary: 'Import tractors and trailers: all rows or none',
    })
    .errors(tableBroken)
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z.object({ table: tableText, isTrial: z.boolean().default(false).describe('only say what it would do') }),
      }),
    )
    .output(importResultSchema),
  listDrivers: read
    .route({ method: 'GET', path: '/drivers', tags, summary: 'Drivers of your organisation' })
    .input(z.object({ withRetired: z.stringbool().default(false), ...pageQuerySchema(500, 100) }))
    .output(pageSchema(driverSchema)),
  addDriver: write
    .route({
      method: 'POST',
      path: '/drivers',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Add a driver',
    })
    .errors(errors('DRIVER_KNOWN'))
    .input(z.object({ headers: writeHeadersSchema, body: newDriverSchema }))
    .output(driverSchema),
  changeDriver: write
    .route({
      method: 'POST',
      path: '/drivers/{driverId}/change',
      tags,
      inputStructure: 'detailed',
      summary: 'Change a driver',
    })
    .errors(errors('DRIVER_NOT_FOUND', 'DRIVER_KNOWN'))
    .input(z.object({ headers: writeHeadersSchema, params: z.object({ driverId: z.uuid() }), body: newDriverSchema }))
    .output(driverSchema),
  retireDriver: write
    .route({
      method: 'POST',
      path: '/drivers/{driverId}/retire',
      tags,
      inputStructure: 'detailed',
      summary: 'Take a driver off the list',
    })
    .errors(errors('DRIVER_NOT_FOUND'))
    .input(z.object({ headers: writeHeadersSchema, params: z.object({ driverId: z.uuid() }) }))
    .output(driverSchema),
  importDrivers: write
    .route({
      method: 'POST',
      path: '/drivers/import',
      tags,
      inputStructure: 'detailed',
      summary: 'Import drivers: all rows or none',
    })
    .errors(tableBroken)
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z.object({ table: tableText, isTrial: z.boolean().default(false) }),
      }),
    )
    .output(importResultSchema),
};
