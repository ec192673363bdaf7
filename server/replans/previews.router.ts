import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getUserId } from '../accounts/index.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { type ApplyParts, applyPreview } from './apply-preview.ts';
import { getPreview } from './get-preview.ts';
import { listPreviewMoves } from './list-preview-moves.ts';
import { listPreviewSlots } from './list-preview-slots.ts';
import { type LookAheadParts, lookAhead } from './look-ahead.ts';
import { type PreviewStartParts, startPreview } from './start-preview.ts';

export function createPreviewsRouter(parts: PreviewStartParts & LookAheadParts & ApplyParts) {
  const { db, clock } = parts;
  const os = implement(contract.previews).$context<Context>();
  const intent = (
    { caller }: Context,
    endpoint: string,
    { headers, ...request }: { headers: { 'idempotency-key': string } },
  ) => writeIntent(getUserId(caller), headers['idempotency-key'], [endpoint, request]);

  return os.router({
    start: os.start.handler(({ input, context }) =>
      startPreview(
        parts,
        clock.now(),
        getUserId(context.caller),
        intent(context, 'previews.start', input),
        input.body.change,
      ),
    ),
    get: os.get.handler(({ input }) => getPreview(db, input.previewId)),
    listSlots: os.listSlots.handler(({ input }) => listPreviewSlots(db, input)),
    listMoves: os.listMoves.handler(({ input }) => listPreviewMoves(db, input)),
    apply: os.apply.handler(async ({ input, context }) => {
      const { previewId } = input.params;
      await applyPreview(
        parts,
        clock.now(),
        actorOf(context.caller),
        intent(context, 'previews.apply', input),
        previewId,
      );
      return getPreview(db, previewId);
    }),
    whatIf: os.whatIf.handler(({ input }) => lookAhead(parts, input)),
  });
}
