import { ORPCError } from '@orpc/client';
import { z } from 'zod';

const detailSchema = z.object({ trucksPerDayMax: z.int() });

/** @returns trucks a day that the quota leaves, where a contract was over it */
export function roomOf(error: unknown): number | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'FRAMEWORK_OVER_QUOTA') return undefined;
  return detailSchema.safeParse(error.data).data?.trucksPerDayMax;
}
