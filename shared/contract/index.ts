import { z } from 'zod';
import { accountsContract } from './accounts.ts';
import { apiKeysContract } from './api-keys.ts';
import { auditContract } from './audit.ts';
import { bookingChangesContract } from './booking-changes.ts';
import { bookingsContract } from './bookings.ts';
import { checkpointsContract } from './checkpoints.ts';
import { complianceContract } from './compliance.ts';
import { conductContract } from './conduct.ts';
import { corridorsContract } from './corridors.ts';
import { deskContract } from './desk.ts';
import { draftsContract } from './drafts.ts';
import { read } from './endpoint.ts';
import { fairnessContract } from './fairness.ts';
import { fleetContract } from './fleet.ts';
import { forecastsContract } from './forecasts.ts';
import { frameworkContractsContract } from './framework-contracts.ts';
import { gateContract } from './gate.ts';
import { itinerariesContract } from './itineraries.ts';
import { movesContract } from './moves.ts';
import { noticesContract, webhooksContract } from './notices.ts';
import { applicationsContract, plansContract } from './plans.ts';
import { previewsContract } from './previews.ts';
import { proposalsContract, suggestionsContract } from './proposals.ts';
import { queuesContract } from './queues.ts';
import { regimesContract } from './regimes.ts';
import { roundScheduleContract } from './rounds.ts';
import { sailingsContract } from './sailings.ts';
import { tripBoardContract } from './trip-board.ts';
import { tripsContract } from './trips.ts';
import { waitlistContract } from './waitlist.ts';

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
  roundSchedule: roundScheduleContract,
  queues: { ...queuesContract, ...gateContract, ...tripsContract },
  forecasts: forecastsContract,
  regimes: regimesContract,
  previews: previewsContract,
  moves: movesContract,
  proposals: proposalsContract,
  suggestions: suggestionsContract,
  desk: deskContract,
  compliance: complianceContract,
  corridors: corridorsContract,
  sailings: sailingsContract,
  itineraries: itinerariesContract,
  bookingChanges: bookingChangesContract,
  waitlist: waitlistContract,
  conduct: conductContract,
  fleet: fleetContract,
  drafts: draftsContract,
  frameworkContracts: frameworkContractsContract,
  tripBoard: tripBoardContract,
  notices: noticesContract,
  webhooks: webhooksContract,
  fairness: fairnessContract,
  apiKeys: apiKeysContract,
  accounts: accountsContract,
  audit: auditContract,
};
export type Contract = typeof contract;
