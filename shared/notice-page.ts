import type { NoticeData, NoticeKind } from './contract/notices.ts';

/**
 * What a notice says, finer than its kind: each of these is a sentence in every language, on the screen and in e-mails.
 *
 * moved: to another slot; moved-kept: it keeps its slot after all; moved-unplaced: no place was found
 */
export const noticeSentences = [
  'offer',
  'confirmed',
  'confirmed-way',
  'moved',
  'moved-kept',
  'moved-unplaced',
  'called',
  'leave-now',
  'leave-now-way',
  'standby',
  'expired',
  'expired-way',
  'expired-standby',
  'expired-repair',
  'repair',
  'repair-impossible',
  'sailing-delayed',
  'sailing-earlier',
  'sailing-cancelled',
  'webhook',
] as const;
export type NoticeSentence = (typeof noticeSentences)[number];

/** @returns which sentence a notice is told by */
export function sentenceOfNotice(kind: NoticeKind, data: NoticeData): NoticeSentence {
  const isWay = data.bookingId === null && data.itineraryId !== null;
  switch (kind) {
    case 'confirmed':
      return isWay ? 'confirmed-way' : 'confirmed';
    case 'moved':
      return sentenceOfMove(data);
    case 'leave-now':
      return data.itineraryId === null ? 'leave-now' : 'leave-now-way';
    case 'expired':
      if (data.cause === 'standby') return 'expired-standby';
      if (data.cause === 'repair') return 'expired-repair';
      return isWay ? 'expired-way' : 'expired';
    case 'repair':
      return data.expiresAt === null ? 'repair-impossible' : 'repair';
    case 'sailing':
      if (data.cause === 'cancelled') return 'sailing-cancelled';
      return data.cause === 'earlier' ? 'sailing-earlier' : 'sailing-delayed';
    default:
      return kind;
  }
}

function sentenceOfMove({
  startsAt,
  previousStartsAt,
  checkpointId,
  previousCheckpointId,
}: NoticeData): NoticeSentence {
  if (startsAt === null) return 'moved-unplaced';
  return startsAt === previousStartsAt && checkpointId === previousCheckpointId ? 'moved-kept' : 'moved';
}

/** @returns the path of the page where something can be done about it */
export function pathOfNotice(kind: NoticeKind, data: NoticeData): string {
  if (kind === 'webhook') return '/notices/settings';
  if (kind === 'offer') return '/waitlist';
  if (data.itineraryId !== null && kind !== 'expired') return `/itineraries/${data.itineraryId}`;
  if (data.sailingId !== null) return `/sailings/${data.sailingId}`;
  return data.itineraryId === null ? '/bookings' : `/itineraries/${data.itineraryId}`;
}
