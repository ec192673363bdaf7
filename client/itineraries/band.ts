import type { DrivingRules, ItineraryLeg, ItineraryOffer } from '../../shared/contract/itineraries.ts';

/** What a truck does at a time, as far as a picture tells it apart. */
export const bandKinds = ['drive', 'rest', 'idle', 'border', 'port', 'sea', 'margin'] as const;
export type BandKind = (typeof bandKinds)[number];

export interface BandPart {
  kind: BandKind;
  fromMs: number;
  toMs: number;
  /** index of its leg; what lies between two legs belongs to the one before */
  leg: number;
}

export type DrawnWay = Pick<ItineraryOffer, 'legs' | 'departAt' | 'arrivalP50At' | 'arrivalP80At'>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const ms = (instant: string) => Date.parse(instant);

/**
 * A whole way as parts that follow one another without a gap, from departAt to arrivalP80At. Times are those of the legs; a pause after a
 * crossing or a ship is its margin for as long as that is, and waiting for the next slot from there on.
 */
export function bandOf(way: DrawnWay, rules: DrivingRules): BandPart[] {
  const parts: BandPart[] = [];
  let at = ms(way.departAt);
  let drivenHours = 0;
  const add = (kind: BandKind, until: number, leg: number) => {
    if (until <= at) return;
    // AETR: what is known beforehand to be long enough is a rest, and so is a night on a ship; a queue of unknown length is none.
    if (kind === 'sea' || (kind === 'idle' && until - at >= rules.restHours * hourMs)) drivenHours = 0;
    parts.push({ kind, fromMs: at, toMs: until, leg });
    at = until;
  };
  way.legs.forEach((leg, index) => {
    const before = way.legs[index - 1];
    const marginMs = before && before.kind !== 'drive' ? before.marginMinutes * minuteMs : 0;
    add('margin', Math.min(ms(leg.startsAt), at + marginMs), index - 1);
    add('idle', ms(leg.startsAt), Math.max(0, index - 1));
    if (leg.kind === 'drive') {
      drivenHours = drive(leg, rules, drivenHours, (kind, hours) =>
        add(kind, Math.min(Math.round(at + hours * hourMs), ms(leg.endsAt)), index),
      );
      add('idle', ms(leg.endsAt), index);
    } else if (leg.kind === 'crossing') {
      add('idle', Math.min(ms(leg.slot.startsAt), ms(leg.endsAt)), index);
      add('border', ms(leg.endsAt), index);
    } else {
      add('port', Math.min(ms(leg.sailing.expectedDepartureAt), ms(leg.endsAt)), index);
      add('sea', ms(leg.endsAt), index);
    }
  });
  add('idle', ms(way.arrivalP50At), way.legs.length - 1);
  add('margin', ms(way.arrivalP80At), way.legs.length - 1);
  return parts;
}

type DriveLeg = Extract<ItineraryLeg, { kind: 'drive' }>;

/** Lays the rests of a part where the rules ask for them; the offer tells how long they are, not where. @returns hours driven since the last one */
function drive(
  leg: DriveLeg,
  rules: DrivingRules,
  drivenBefore: number,
  add: (kind: 'drive' | 'rest', hours: number) => void,
): number {
  let rests = rules.restHours > 0 ? Math.ceil(leg.restHours / rules.restHours) : 0;
  const restHours = rests > 0 ? leg.restHours / rests : 0;
  let driven = drivenBefore;
  let left = leg.drivingHours;
  while (left > 0 || rests > 0) {
    const stretch = rests > 0 ? Math.min(left, Math.max(0, rules.drivingHours - driven)) : left;
    add('drive', stretch);
    driven += stretch;
    left -= stretch;
    if (rests === 0) break;
    add('rest', restHours);
    rests--;
    driven = 0;
  }
  return driven;
}

/** @returns minutes by kind, only of the kinds that are there, in the order of bandKinds */
export function minutesByKind(parts: readonly BandPart[]): { kind: BandKind; minutes: number }[] {
  return bandKinds.flatMap((kind) => {
    const total = parts.reduce((sum, part) => (part.kind === kind ? sum + part.toMs - part.fromMs : sum), 0);
    return total > 0 ? [{ kind, minutes: Math.round(total / minuteMs) }] : [];
  });
}
