import { randomUUID } from 'node:crypto';
import type { TestServer } from '../../support/server.ts';
import { regimeChange } from '../corridors/rules-world.ts';

/** What gate events might have suggested. @returns its id */
export async function propose({ parts: { db }, clock }: TestServer): Promise<string> {
  const id = randomUUID();
  const where = { checkpointId: 'syrym', direction: 'out', side: 'kz', source: 'gate' };
  const draft = { ...regimeChange().regime, proposalId: id };
  const what = { what: 'minutes', stage: 'documents', channel: null, measured: 9, parameter: 6, factor: 1.5 };
  const findings = [{ ...what, changedAt: draft.startsAt, trucks: 90, hours: 12, evidence: [] }];
  await db.proposal.create({ data: { id, ...where, madeAt: clock.now(), draft, findings } });
  return id;
}

/** A valid request to each endpoint of proposals, for the walk of tests/server/permissions.test.ts. */
export function proposalWishes(known: () => { proposalId: string }) {
  return {
    'proposals.list': () => ({}),
    'proposals.get': () => ({ params: known() }),
    'proposals.decline': () => ({ params: known(), body: { reason: 'a shift was ill' } }),
    'suggestions.current': () => ({}),
  };
}
