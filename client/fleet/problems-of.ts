import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { type TableProblem, tableProblemSchema } from '../../shared/contract/fleet.ts';

const detailSchema = z.object({ problems: z.array(tableProblemSchema) });

/** @returns what is wrong with a table that the server refused; undefined for another error */
export function problemsOf(error: unknown): TableProblem[] | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'TABLE_BROKEN') return undefined;
  return detailSchema.safeParse(error.data).data?.problems;
}
