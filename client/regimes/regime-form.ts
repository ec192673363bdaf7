import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type RegimeDraft, type RegimeEffect, regimeDraftSchema } from '../../shared/contract/regimes.ts';
import { type Channel, channelSchema, type Direction } from '../../shared/words.ts';
import { toInstant, toLocal } from '../parts/local-time.ts';

/** A number field holds '' while nothing is typed: then the value stays as the calendar has it. */
export type Typed = number | string;
type Shares = Record<Channel, Typed>;

export const serverKinds = ['lanes', 'scanners', 'bays'] as const;
export const minuteKinds = ['documentMinutes', 'scanMinutes', 'examinationMinutes'] as const;
export const shareKinds = ['scanShares', 'examinationShares'] as const;
type NumberKind = (typeof serverKinds)[number] | (typeof minuteKinds)[number];

export interface EffectValues extends Record<NumberKind, Typed>, Record<(typeof shareKinds)[number], Shares> {
  /** trucks of a day, such as 650 instead of 800 */
  paceFactor: { takes: Typed; insteadOf: Typed };
}

/** What the form holds. The names are those of the API, so that a refusal that names a field finds it. */
export interface RegimeFormValues {
  checkpointIds: string[];
  side: 'kz' | 'neighbour';
  direction: Direction | 'both';
  /** which of the two clocks the times are on */
  clock: 'kz' | 'neighbour';
  startsAt: string;
  endsAt: string;
  openEnd: boolean;
  effect: EffectValues;
  scope: { kind: RegimeDraft['scope']['kind']; chapters: string[]; countries: string[] };
  cause: string;
  source: string;
  templateId: string | null;
  proposalId: string | null;
}

const noShares: Shares = { green: '', yellow: '', red: '' };
const percentOf = (share: number | undefined): Typed => (share === undefined ? '' : Math.round(share * 1000) / 10);
/** The one pace that was ever published was said as 650 instead of 800; any other is so many of a hundred. */
function paceOf(factor: number | undefined): EffectValues['paceFactor'] {
  if (factor === undefined) return { takes: '', insteadOf: '' };
  const of = Number.isInteger(factor * 800) ? 800 : 100;
  return { takes: Math.round(factor * of * 100) / 100, insteadOf: of };
}

const known = (value: Typed): number | undefined => (value === '' ? undefined : Number(value));

/** @returns the fields of an effect; shares as percent, and a pace as trucks */
export function effectValues(effect: Partial<RegimeEffect>): EffectValues {
  const { scanShares = {}, examinationShares = {}, paceFactor } = effect;
  const shares = (named: Partial<Record<Channel, number>>): Shares => ({
    green: percentOf(named.green),
    yellow: percentOf(named.yellow),
    red: percentOf(named.red),
  });
  return {
    lanes: effect.lanes ?? '',
    scanners: effect.scanners ?? '',
    bays: effect.bays ?? '',
    documentMinutes: effect.documentMinutes ?? '',
    scanMinutes: effect.scanMinutes ?? '',
    examinationMinutes: effect.examinationMinutes ?? '',
    scanShares: shares(scanShares),
    examinationShares: shares(examinationShares),
    paceFactor: paceOf(paceFactor),
  };
}

export const noEffect: EffectValues = {
  ...effectValues({}),
  scanShares: noShares,
  examinationShares: noShares,
};

/** @returns the effect as the API takes it, with what is typed and nothing else; not checked yet */
export function effectOf(values: EffectValues): Record<string, unknown> {
  const shares = (typed: Shares) => {
    const named = channelSchema.options.flatMap((channel) => {
      const percent = known(typed[channel]);
      // 12.3 / 100 is 0.12300000000000001.
      return percent === undefined ? [] : [[channel, Number((percent / 100).toPrecision(12))] as const];
    });
    return named.length > 0 ? Object.fromEntries(named) : undefined;
  };
  const takes = known(values.paceFactor.takes);
  const insteadOf = known(values.paceFactor.insteadOf);
  const entries = {
    lanes: known(values.lanes),
    scanners: known(values.scanners),
    bays: known(values.bays),
    documentMinutes: known(values.documentMinutes),
    scanMinutes: known(values.scanMinutes),
    examinationMinutes: known(values.examinationMinutes),
    scanShares: shares(values.scanShares),
    examinationShares: shares(values.examinationShares),
    // One of the two alone is a mistake to be shown, and not a pace left as it is.
    paceFactor:
      takes === undefined && insteadOf === undefined ? undefined : (takes ?? Number.NaN) / (insteadOf ?? Number.NaN),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

/** Where the times of the form are; null as long as no checkpoint is chosen. */
export type Zones = { kzZone: string; neighbourZone: string };
export const kazakhZones: Zones = { kzZone: 'Asia/Almaty', neighbourZone: 'Asia/Almaty' };
export const zoneOf = (clock: RegimeFormValues['clock'], zones: Zones) =>
  clock === 'kz' ? zones.kzZone : zones.neighbourZone;

/** @returns what the form says, as the API takes it; not checked yet */
export function draftOf(values: RegimeFormValues, zones: Zones) {
  const { checkpointIds, side, direction, scope, cause, source, templateId, proposalId } = values;
  const zone = zoneOf(values.clock, zones);
  return {
    checkpointIds,
    side,
    direction: direction === 'both' ? null : direction,
    startsAt: toInstant(values.startsAt, zone),
    endsAt: values.openEnd ? null : toInstant(values.endsAt, zone),
    effect: effectOf(values.effect),
    scope: {
      kind: scope.kind,
      ...(scope.kind === 'hs-chapters' && { chapters: scope.chapters }),
      ...((scope.kind === 'origins' || scope.kind === 'vehicle-countries') && { countries: scope.countries }),
    },
    cause,
    source,
    templateId,
    proposalId,
  };
}

/** @returns for each field that the contract refuses its path; a list's items count as the list */
export function wrongFields(draft: ReturnType<typeof draftOf>): string[] {
  const parsed = regimeDraftSchema.safeParse(draft);
  const paths = parsed.success ? [] : parsed.error.issues.map(fieldOf);
  const { startsAt, endsAt } = draft;
  if (startsAt && endsAt && Date.parse(endsAt) <= Date.parse(startsAt)) paths.push('endsAt');
  return [...new Set(paths)];
}

const fieldOf = ({ path }: z.core.$ZodIssue): string => path.filter((part) => typeof part === 'string').join('.');

/** @returns the draft; undefined where it is not one */
export const checkedDraft = (values: RegimeFormValues, zones: Zones): RegimeDraft | undefined =>
  regimeDraftSchema.safeParse(draftOf(values, zones)).data;

export function useRegimeForm(initial: RegimeFormValues, zonesOf: (checkpointIds: readonly string[]) => Zones) {
  const { t } = useTranslation();
  const textOf = (path: string): string => {
    const [head, kind = ''] = path.split('.');
    if (head !== 'effect' || kind === '') {
      const name = head === 'scope' ? (kind === 'chapters' ? 'chapters' : 'countries') : head;
      return t(`regimes.field.${name as 'checkpointIds'}`);
    }
    if (serverKinds.some((each) => each === kind)) return t('regimes.field.servers');
    if (minuteKinds.some((each) => each === kind)) return t('regimes.field.minutes');
    return t(kind === 'paceFactor' ? 'regimes.field.paceFactor' : 'regimes.field.share');
  };
  return useForm<RegimeFormValues>({
    initialValues: initial,
    validate: (values) =>
      Object.fromEntries(
        wrongFields(draftOf(values, zonesOf(values.checkpointIds))).map((path) => [path, textOf(path)]),
      ),
  });
}

export type RegimeForm = ReturnType<typeof useRegimeForm>;

const hourMs = 3_600_000;

/** @returns a form with nothing said yet: from the next full hour for two days */
export function emptyRegime(now: Date): RegimeFormValues {
  const nextHour = Math.ceil(now.getTime() / hourMs) * hourMs;
  return {
    checkpointIds: [],
    side: 'kz',
    direction: 'both',
    clock: 'kz',
    startsAt: toLocal(new Date(nextHour), kazakhZones.kzZone),
    endsAt: toLocal(new Date(nextHour + 48 * hourMs), kazakhZones.kzZone),
    openEnd: false,
    effect: noEffect,
    scope: { kind: 'all', chapters: [], countries: [] },
    cause: '',
    source: '',
    templateId: null,
    proposalId: null,
  };
}
