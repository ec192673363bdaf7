import type { Screening } from '../../shared/contract/bookings.ts';
import type { Channel } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';

/** One rule that fired, and the channel it asks for. */
interface Finding {
  id: string;
  subject: string;
  channel: Channel | 'blocked';
}

const severity = { green: 0, yellow: 1, red: 2, blocked: 3 } as const;

/**
 * Chapters of the Harmonised System whose goods need papers of the veterinary (01-05) or plant (06-14) service at the border of the
 * Union's members, besides the consignment note: their documents are looked at.
 */
const veterinaryChapters = range(1, 5);
const plantChapters = range(6, 14);

/**
 * Decides the channel of a truck by its goods: green unless a rule asks for more, with every rule that fired.
 *
 * @throws apiError CARGO_BLOCKED for goods that the sensitive-goods list blocks
 */
export async function screen(db: Database, hsCode: string): Promise<Screening> {
  const hs6 = hsCode.slice(0, 6);
  const listed = await db.sensitiveGood.findUnique({ where: { hs6 } });
  const findings: Finding[] = [];
  if (listed) {
    findings.push({
      id: `sensitive-goods-tier-${listed.tier}`,
      subject: hs6,
      channel: listed.action === 'block' ? 'blocked' : 'red',
    });
  }
  const chapter = Number(hs6.slice(0, 2));
  if (veterinaryChapters.includes(chapter))
    findings.push({ id: 'veterinary-control', subject: hs6, channel: 'yellow' });
  if (plantChapters.includes(chapter)) findings.push({ id: 'plant-control', subject: hs6, channel: 'yellow' });

  const strictest = findings.reduce<Channel | 'blocked'>(
    (worst, finding) => (severity[finding.channel] > severity[worst] ? finding.channel : worst),
    'green',
  );
  if (strictest === 'blocked') {
    throw apiError('CARGO_BLOCKED', {
      field: 'cargo.hsCode',
      hint: `HS ${hs6} is on the common high priority list (tier ${listed!.tier})`,
    });
  }
  return { channel: strictest, rules: findings.map(({ id, subject }) => ({ id, subject })) };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
