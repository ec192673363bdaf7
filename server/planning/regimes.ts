/**
 * What a side has open once shifts and inspection regimes are added to its calendar.
 *
 * The rule of combination, in this order:
 *
 * 1. The calendar says what is open in each hour of the side's own clock.
 * 2. A shift replaces the servers it names; of several the one made last counts.
 * 3. A regime sets what it names. Servers and pace hold for all trucks, minutes and shares for those in its scope: they are averaged,
 *    with `mix.inScopeShare` for the regime's number and the rest for the calendar's. A share is first averaged over the channels of
 *    those in scope; a channel that is not named keeps the calendar's.
 * 4. Where several regimes set the same number, the heaviest counts: fewest servers, most minutes, greatest share, smallest pace.
 *    So their order says nothing, and ending one never makes another heavier.
 * 5. The pace divides all minutes, so that a pace of 0.81 takes 0.81 of the trucks.
 *
 * The heaviest and not the product or the sum: announcements overlap because two offices announce the same checks, and a lane that is
 * shut twice is shut once. Source: ours; docs/decisions/0018-regimes.md gives the alternatives.
 */
import type { SideHour } from './capacity.ts';

type Channel = 'green' | 'yellow' | 'red';
/** Values that are left out, or undefined, are not named. */
type Named<Values> = { readonly [Name in keyof Values]?: Values[Name] | undefined };

/** Servers open, as far as they are named. */
export type ServersOpen = Named<Pick<SideHour, 'lanes' | 'scanners' | 'bays'>>;

/** What a regime sets at its side, as shared/contract/regimes.ts has it. */
export type RegimeEffect = ServersOpen &
  Named<Pick<SideHour, 'documentMinutes' | 'scanMinutes' | 'examinationMinutes'>> & {
    readonly scanShares?: Named<Record<Channel, number>> | undefined;
    readonly examinationShares?: Named<Record<Channel, number>> | undefined;
    /** Above 0, at most 1: the side takes this share of the trucks it would take. */
    readonly paceFactor?: number | undefined;
  };

/** What share of the trucks a regime is about, and their channels; those add up to 1. */
export interface TrafficMix {
  readonly inScopeShare: number;
  readonly channels: Readonly<Record<Channel, number>>;
}

/** A regime as far as it changes an hour in which it is in force. */
export interface RegimeInForce {
  readonly effect: RegimeEffect;
  readonly mix: TrafficMix;
}

/**
 * The calendar's hour with the shifts and regimes that are in force in it.
 *
 * @param shifts in the order in which they were made
 * @returns the calendar's own object where nothing is in force
 */
export function effectiveHour(
  calendar: SideHour,
  shifts: readonly ServersOpen[],
  regimes: readonly RegimeInForce[],
): SideHour {
  if (shifts.length === 0 && regimes.length === 0) return calendar;
  const shifted = shifts.reduce(replaceServers, calendar);
  return regimes.length === 0 ? shifted : applyRegimes(shifted, regimes);
}

function replaceServers(hour: SideHour, { lanes, scanners, bays }: ServersOpen): SideHour {
  return {
    ...hour,
    lanes: lanes ?? hour.lanes,
    scanners: scanners ?? hour.scanners,
    bays: bays ?? hour.bays,
  };
}

function applyRegimes(hour: SideHour, regimes: readonly RegimeInForce[]): SideHour {
  const fewest = (name: 'lanes' | 'scanners' | 'bays') =>
    heaviest(regimes, Math.min, hour[name], ({ effect }) => effect[name]);
  const pace = heaviest(regimes, Math.min, 1, ({ effect }) => effect.paceFactor);
  const minutes = (name: 'documentMinutes' | 'scanMinutes' | 'examinationMinutes') =>
    heaviest(regimes, Math.max, hour[name], ({ effect, mix }) => inScope(mix, hour[name], effect[name])) / pace;
  const share = (name: 'scanShare' | 'examinationShare', shares: 'scanShares' | 'examinationShares') =>
    heaviest(regimes, Math.max, hour[name], ({ effect, mix }) =>
      inScope(mix, hour[name], overChannels(mix, hour[name], effect[shares])),
    );
  return {
    lanes: fewest('lanes'),
    scanners: fewest('scanners'),
    bays: fewest('bays'),
    documentMinutes: minutes('documentMinutes'),
    scanMinutes: minutes('scanMinutes'),
    examinationMinutes: minutes('examinationMinutes'),
    // Channels that add up to 1 add up to a hair more in binary fractions.
    scanShare: Math.min(1, share('scanShare', 'scanShares')),
    examinationShare: Math.min(1, share('examinationShare', 'examinationShares')),
  };
}

/** The heaviest of the numbers that regimes set, or the calendar's where none sets it. */
function heaviest(
  regimes: readonly RegimeInForce[],
  heavier: (one: number, other: number) => number,
  calendar: number,
  setBy: (regime: RegimeInForce) => number | undefined,
): number {
  let found: number | undefined;
  for (const regime of regimes) {
    const value = setBy(regime);
    if (value !== undefined) found = found === undefined ? value : heavier(found, value);
  }
  return found ?? calendar;
}

/** Over all trucks: the regime's number for those in scope, the calendar's for the rest. */
function inScope({ inScopeShare }: TrafficMix, calendar: number, value: number | undefined): number | undefined {
  return value === undefined ? undefined : calendar + inScopeShare * (value - calendar);
}

function overChannels(
  { channels }: TrafficMix,
  calendar: number,
  shares: RegimeEffect['scanShares'],
): number | undefined {
  if (shares === undefined) return undefined;
  const of = (channel: Channel) => channels[channel] * (shares[channel] ?? calendar);
  return of('green') + of('yellow') + of('red');
}
