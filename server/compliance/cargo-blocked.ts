import type { FiredRule } from '../../shared/contract/bookings.ts';
import { apiError } from '../platform/http/errors.ts';

/** What a carrier is told of blocked goods: every rule that fired. */
export function cargoBlocked(rules: readonly FiredRule[], field = 'cargo.hsCode') {
  return apiError('CARGO_BLOCKED', { field, hint: blockedHint(rules), rules });
}

/** The rules that block, in one line. */
export function blockedHint(rules: readonly FiredRule[]): string {
  const blocking = rules.filter(({ channel }) => channel === 'blocked').map(({ id, subject }) => `${id} (${subject})`);
  return `${blocking.join(', ')}: a reviewer of the customs service sees it, and can let it pass`;
}
