import type { TFunction } from 'i18next';
import type { ItineraryLeg, ItineraryOffer } from '../../shared/contract/itineraries.ts';
import type { createFormat } from '../i18n/format.ts';

type Format = Pick<ReturnType<typeof createFormat>, 'minutes' | 'number'>;
type Compared = Pick<ItineraryOffer, 'legs' | 'arrivalP50At' | 'distanceKm' | 'riskMinutes' | 'isLate'>;

/** Where nobody knows the wait of a border, P80 is no more than P50, and nothing is promised of it. */
export const hasUnknownWait = (legs: readonly ItineraryLeg[]) =>
  legs.some((leg) => leg.kind === 'crossing' && leg.waitFrom === 'none');

const minuteMs = 60_000;
/** Below it nobody would choose by it. */
const sameMinutes = 10;
const sameKm = 5;

/**
 * @param best the first of the offers; undefined for that one itself
 * @param arriveBy what was asked for
 * @returns how a way compares, in one to four sentences
 */
export function waySentence(
  offer: Compared,
  best: Compared | undefined,
  arriveBy: string,
  t: TFunction,
  format: Format,
): string {
  const spareMinutes = Math.round((Date.parse(arriveBy) - Date.parse(offer.arrivalP50At)) / minuteMs);
  const duration = format.minutes(spareMinutes);
  const deadline = offer.isLate
    ? t(spareMinutes >= 0 ? 'itineraries.sentence.mayBeLate' : 'itineraries.sentence.late', { duration })
    : t(hasUnknownWait(offer.legs) ? 'itineraries.sentence.waitUnknown' : 'itineraries.sentence.inTime', { duration });
  return [deadline, ...(best ? comparedTo(best, offer, t, format) : [])].join(' ');
}

function comparedTo(best: Compared, offer: Compared, t: TFunction, format: Format): string[] {
  const minutes = Math.round((Date.parse(offer.arrivalP50At) - Date.parse(best.arrivalP50At)) / minuteMs);
  const km = Math.round(offer.distanceKm - best.distanceKm);
  const isRiskKnown = !hasUnknownWait(offer.legs) && !hasUnknownWait(best.legs);
  const risk = isRiskKnown ? offer.riskMinutes - best.riskMinutes : 0;
  return [
    ...(Math.abs(minutes) >= sameMinutes
      ? [
          t(minutes > 0 ? 'itineraries.sentence.later' : 'itineraries.sentence.sooner', {
            duration: format.minutes(minutes),
          }),
        ]
      : []),
    ...(Math.abs(km) >= sameKm
      ? [
          t(km > 0 ? 'itineraries.sentence.longer' : 'itineraries.sentence.shorter', {
            km: format.number(Math.abs(km)),
          }),
        ]
      : []),
    ...(Math.abs(risk) >= sameMinutes
      ? [
          t(risk > 0 ? 'itineraries.sentence.riskier' : 'itineraries.sentence.safer', {
            duration: format.minutes(risk),
          }),
        ]
      : []),
  ];
}
