import { ORPCError } from '@orpc/client';
import { type FiredRule, firedRuleSchema } from '../../shared/contract/bookings.ts';

/** @returns the rules that fired where an answer says that the goods are blocked; undefined for every other answer */
export function blockedRulesOf(error: unknown): readonly FiredRule[] | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'CARGO_BLOCKED') return undefined;
  const rules = firedRuleSchema.array().safeParse((error.data as { rules?: unknown } | undefined)?.rules);
  return rules.success ? rules.data : [];
}
