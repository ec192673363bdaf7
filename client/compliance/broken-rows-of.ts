import { ORPCError } from '@orpc/client';
import { type BrokenRow, brokenRowSchema } from '../../shared/contract/compliance.ts';

/** @returns every row that is wrong where a list was refused for that; undefined for every other answer */
export function brokenRowsOf(error: unknown): readonly BrokenRow[] | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'LIST_BROKEN') return undefined;
  const rows = brokenRowSchema.array().safeParse((error.data as { rows?: unknown }).rows);
  return rows.success ? rows.data : undefined;
}
