import { useTranslation } from 'react-i18next';
import type { ItineraryLeg } from '../../shared/contract/itineraries.ts';
import { useFormat } from '../i18n/format.ts';
import { useWaitText } from '../parts/wait-text.ts';
import { type Places, placesOfLeg } from './places.ts';

/** What a part of a way is called, and what is to be known of it, in words. */
export function useLegText(places: Places) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const hours = (count: number) => format.minutes(Math.round(count * 60));

  const title = (leg: ItineraryLeg): string => {
    const [from, to] = placesOfLeg(leg);
    switch (leg.kind) {
      case 'drive':
        return t('itineraries.leg.drive', { from: places.shortName(from), to: places.shortName(to) });
      case 'crossing':
        return t('itineraries.leg.crossing', { checkpoint: places.name(from) });
      case 'sailing':
        return t('itineraries.leg.sailing', {
          ship: leg.sailing.shipName,
          from: places.shortName(from),
          to: places.shortName(to),
        });
    }
  };

  const slotTimes = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }, zone: string) =>
    `${format.dayAndTime(startsAt, zone)}–${format.time(endsAt, zone)}`;

  /** each a sentence without its stop */
  const facts = (leg: ItineraryLeg): string[] => {
    switch (leg.kind) {
      case 'drive':
        return [
          t(leg.isEstimated ? 'itineraries.fact.drivingEstimated' : 'itineraries.fact.driving', {
            km: format.number(Math.round(leg.distanceKm)),
            duration: hours(leg.drivingHours),
          }),
          ...(leg.restHours > 0 ? [t('itineraries.fact.rest', { duration: hours(leg.restHours) })] : []),
        ];
      case 'crossing': {
        const { slot, waitP50Minutes, waitP80Minutes, waitFrom, marginMinutes, idleMinutes } = leg;
        const wait = waitText.band({ waitP50Minutes, waitP80Minutes });
        return [
          t('itineraries.fact.slot', { slot: slotTimes(slot, places.place(leg.checkpointId).zone) }),
          waitFrom === 'none' ? t('itineraries.fact.waitUnknown') : t(`itineraries.fact.wait.${waitFrom}`, { wait }),
          ...(marginMinutes > 0 ? [t('itineraries.fact.margin', { duration: format.minutes(marginMinutes) })] : []),
          ...(idleMinutes > 0 ? [t('itineraries.fact.idle', { duration: format.minutes(idleMinutes) })] : []),
        ];
      }
      case 'sailing': {
        const { sailing, gateSlot, marginMinutes } = leg;
        const { zone } = places.place(sailing.fromPortId);
        return [
          t('itineraries.fact.gateSlot', { slot: slotTimes(gateSlot, zone) }),
          t('itineraries.fact.cutoff', {
            gate: format.dayAndTime(sailing.gateCutoffAt, zone),
            documents: format.dayAndTime(sailing.documentCutoffAt, zone),
          }),
          t('itineraries.fact.sea', { miles: format.number(Math.round(sailing.nauticalMiles)) }),
          ...(marginMinutes > 0 ? [t('itineraries.fact.seaMargin', { duration: format.minutes(marginMinutes) })] : []),
        ];
      }
    }
  };

  return { title, facts, slotTimes };
}
