import { actorText } from '../platform/database/act-as.ts';

/** Who claims, as the audit names them: a dispatcher, or the demo world for its simulated carriers. For the place of `now` in a claim: act_as(…). */
export const claimActor = ({ madeBy, source }: { madeBy: string; source: 'carrier' | 'simulated' }): string =>
  actorText(source === 'simulated' ? { kind: 'job', id: madeBy } : { kind: 'person', id: madeBy, role: 'dispatcher' });
