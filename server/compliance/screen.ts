import type { Screening } from '../../shared/contract/bookings.ts';
import type { Channel } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';

interface ScreenedGoods {
  channel: Channel | 'blocked';
  rules: Screening['rules'];
}

/**
 * The channel of a truck by its goods, green unless a rule asks for more, with every rule that fired. The claim asks the same function of
 * the database (channel_of_goods), so that an offer and a hold never differ.
 *
 * @throws apiError CARGO_BLOCKED for goods that the sensitive-goods list blocks
 */
export async function screen(db: Database, hsCode: string): Promise<Screening> {
  const [screened] = await db.$queryRaw<ScreenedGoods[]>`
    SELECT channel_of_goods(${hsCode}) AS channel,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', rule, 'subject', hs_prefix)), '[]') FROM screen_goods(${hsCode})) AS rules`;
  const { channel, rules } = screened!;
  if (channel === 'blocked') {
    throw apiError('CARGO_BLOCKED', {
      field: 'cargo.hsCode',
      hint: rules.map((rule) => `${rule.id} (HS ${rule.subject})`).join(', '),
    });
  }
  return { channel, rules };
}
