import { actorText } from '../platform/database/act-as.ts';

interface Claiming {
  organisationId: string;
  madeBy: string;
  source: 'carrier' | 'simulated';
}

/** How the id of a program begins that calls with an API key (server/accounts/find-api-key-caller.ts). */
const program = 'api-key/';

/**
 * Who claims, as the audit names them: a dispatcher, the organisation whose program it is, or the demo world for its simulated carriers. For the place of
 * `now` in a claim: act_as(…).
 */
export function claimActor({ organisationId, madeBy, source }: Claiming): string {
  if (source === 'simulated') return actorText({ kind: 'job', id: madeBy });
  if (madeBy.startsWith(program)) return actorText({ kind: 'organisation', id: organisationId });
  return actorText({ kind: 'person', id: madeBy, role: 'dispatcher' });
}
