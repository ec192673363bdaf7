import type { TFunction } from 'i18next';
import type { Offer } from '../../shared/contract/bookings.ts';
import type { createFormat } from '../i18n/format.ts';

type Where = Pick<Offer, 'kind' | 'shiftMinutes' | 'detourKm'>;
type Format = Pick<ReturnType<typeof createFormat>, 'minutes' | 'number'>;

/** @returns one sentence: where an offer lies to the wish, and why it is offered */
export function offerSentence({ kind, shiftMinutes, detourKm }: Where, t: TFunction, format: Format): string {
  // Kept on one line: "1 d. 4" and "hours" apart read as two things.
  const duration = format.minutes(shiftMinutes).replaceAll(' ', '\u00a0');
  const km = format.number(detourKm);
  switch (kind) {
    case 'in-window':
      return shiftMinutes === 0 ? t('offer.sentence.atOnce') : t('offer.sentence.later', { duration });
    case 'before':
      return t('offer.sentence.before', { duration });
    case 'after':
      return t('offer.sentence.after', { duration });
    case 'sibling':
      return shiftMinutes === 0
        ? t('offer.sentence.siblingAtOnce', { km })
        : t('offer.sentence.siblingLater', { km, duration });
  }
}
