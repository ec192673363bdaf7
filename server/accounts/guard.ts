import { os } from '@orpc/server';
import type { Context } from './caller.ts';
import { assertAllowed } from './permissions.ts';

/** Stands before every handler: the path of the call in the contract is looked up in the one table of permissions. */
export const guard = os.$context<Context>().middleware(({ context, path, next }) => {
  assertAllowed(context.caller, path.join('.'));
  return next();
});
