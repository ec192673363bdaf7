import { os } from '@orpc/server';
import type { Context } from '../accounts/index.ts';
import type { TripsFeed } from './trips-feed.ts';

/** Whatever a carrier writes may change its trips: one place tells its boards, and no use case has to think of it. */
export const tellOfWrites = (feed: TripsFeed) =>
  os.$context<Context>().middleware(async ({ context, procedure, next }) => {
    const result = await next();
    const { organisation } = context.caller;
    if (organisation?.kind === 'carrier' && procedure['~orpc'].route.method !== 'GET') feed.changed([organisation.id]);
    return result;
  });
