import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { type Context, getOrganisation, getUserId } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { confirmDraft, discardDraft } from './decide-draft.ts';
import { getDraft, listDrafts } from './get-draft.ts';
import { pasteDraft } from './paste-draft.ts';

export interface DraftsParts {
  db: Database;
  clock: Clock;
}

export function createDraftsRouter({ db, clock }: DraftsParts) {
  const os = implement(contract.drafts).$context<Context>();
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  const who = (context: Context) => ({ organisationId: own(context), madeBy: getUserId(context.caller) });
  const intent = (
    context: Context,
    endpoint: string,
    { headers, ...request }: { headers: { 'idempotency-key': string } },
  ) => writeIntent(own(context), headers['idempotency-key'], [endpoint, request]);
  return os.router({
    paste: os.paste.handler(({ input, context }) =>
      pasteDraft(db, clock.now(), who(context), intent(context, 'drafts.paste', input), input.body.table),
    ),
    list: os.list.handler(({ input, context }) => listDrafts(db, own(context), input)),
    get: os.get.handler(({ input, context }) => getDraft(db, own(context), input.draftId)),
    confirm: os.confirm.handler(({ input, context }) =>
      confirmDraft(db, clock.now(), intent(context, 'drafts.confirm', input), { ...who(context), ...input.params }),
    ),
    discard: os.discard.handler(({ input, context }) =>
      discardDraft(db, clock.now(), intent(context, 'drafts.discard', input), { ...who(context), ...input.params }),
    ),
  });
}
