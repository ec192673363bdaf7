import { z } from 'zod';
import { accountsContract } from './accounts.ts';
import { bookingsContract } from './bookings.ts';
import { checkpointsContract } from './checkpoints.ts';
import { read } from './endpoint.ts';
import { forecastsContract } from './forecasts.ts';
import { gateContract } from './gate.ts';
import { applicationsContract, plansContract } from './plans.ts';
import { queuesContract } from './queues.ts';
import { tripsContract } from './trips.ts';

/** Every endpoint under /api. The server implements it, the client is made from it, and OpenAPI describes it. */
export const contract = {
  health: read
    .route({
      method: 'GET',
      path: '/health',
      tags: ['service'],
      summary: 'Whether this process answers and reaches its database',
    })
    .output(
      z.object({
        status: z.literal('ok'),
        version: z.string(),
        demo: z.boolean().describe('whether this is a demo world'),
      }),
    ),
  checkpoints: checkpointsContract,
  bookings: bookingsContract,
  applications: applicationsContract,
  plans: plansContract,
  queues: { ...queuesContract, ...gateContract, ...tripsContract },
  forecasts: forecastsContract,
  accounts: accountsContract,
};
export type Contract = typeof contract;
