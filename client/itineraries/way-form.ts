import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Corridor } from '../../shared/contract/corridors.ts';
import { drivingRulesSchema, type Itinerary } from '../../shared/contract/itineraries.ts';
import { sailingNeedsSchema } from '../../shared/contract/sailings.ts';
import { emptyTruck, type TruckValues, truckChecks, truckOf } from '../booking/truck-form.ts';
import { emptyConsignment } from '../compliance/consignment-form.ts';
import { toInstant, toLocal } from '../parts/local-time.ts';

/** What the form of a whole way holds, by the names of the API. Its times are on the clocks of the first and of the last place. */
export interface WayFormValues extends TruckValues {
  corridorId: string;
  isReversed: boolean;
  readyAt: string;
  arriveBy: string;
  needs: { laneMetres: number | string; needsReeferPlug: boolean; isDangerous: boolean };
  drivingRules: { drivingHours: number | string; restHours: number | string };
}

/** The clocks that the two times are on. */
export interface WayZones {
  from: string;
  to: string;
}

const hourMs = 3_600_000;
/** Long enough for the longest corridor by road; one with a ship needs more. */
const daysByRoad = 5;
const daysBySea = 14;

export const hasShip = (corridor: Corridor | undefined) =>
  corridor?.ways.some(({ portIds }) => portIds.length > 0) ?? false;

export function zonesOf(corridor: Corridor | undefined, isReversed: boolean): WayZones {
  const zones = { from: corridor?.from.zone ?? 'Asia/Almaty', to: corridor?.to.zone ?? 'Asia/Almaty' };
  return isReversed ? { from: zones.to, to: zones.from } : zones;
}

/** @returns times to begin with: soon, and late enough for the way */
export function initialTimes(now: Date, corridor: Corridor | undefined, isReversed: boolean) {
  const zones = zonesOf(corridor, isReversed);
  const readyAt = Math.ceil(now.getTime() / hourMs) * hourMs + 2 * hourMs;
  const days = hasShip(corridor) ? daysBySea : daysByRoad;
  return {
    readyAt: toLocal(new Date(readyAt), zones.from),
    arriveBy: toLocal(new Date(readyAt + days * 24 * hourMs), zones.to),
  };
}

export function initialWay(now: Date, corridor: Corridor | undefined, isReversed: boolean): WayFormValues {
  return {
    ...emptyTruck(),
    corridorId: corridor?.id ?? '',
    isReversed,
    ...initialTimes(now, corridor, isReversed),
    needs: sailingNeedsSchema.parse({}),
    drivingRules: drivingRulesSchema.parse({}),
  };
}

/** @returns the application of an itinerary, to ask for the same way again; its times anew */
export function valuesOf(itinerary: Itinerary, now: Date, corridor: Corridor | undefined): WayFormValues {
  const { vehicle, driverName, cargo, needs, drivingRules, isReversed } = itinerary;
  const isReExport = cargo.isReExport === undefined ? 'by-way' : cargo.isReExport ? 'yes' : 'no';
  const ahead = Date.parse(itinerary.readyAt) > now.getTime();
  const zones = zonesOf(corridor, isReversed);
  return {
    ...initialWay(now, corridor, isReversed),
    ...(ahead && {
      readyAt: toLocal(itinerary.readyAt, zones.from),
      arriveBy: toLocal(itinerary.arriveBy, zones.to),
    }),
    vehicle,
    driverName: driverName ?? '',
    class: itinerary.class,
    cargo: {
      ...emptyConsignment(),
      hsCode: cargo.hsCode,
      description: cargo.description ?? '',
      grossWeightKg: cargo.grossWeightKg,
      ...(cargo.consignor && { consignor: cargo.consignor }),
      ...(cargo.consignee && { consignee: cargo.consignee }),
      originCountry: cargo.originCountry ?? null,
      destinationCountry: cargo.destinationCountry ?? null,
      isReExport,
      documents: cargo.documents ?? [],
    },
    needs,
    drivingRules,
  };
}

/** The rules are those of the contract; the words are the language's. */
export function useWayForm(initial: WayFormValues, zonesFor: (values: WayFormValues) => WayZones) {
  const { t } = useTranslation();
  const isTime = (local: string) => toInstant(local, 'utc') !== undefined;
  const { laneMetres } = sailingNeedsSchema.shape;
  const { drivingHours, restHours } = drivingRulesSchema.shape;
  return useForm<WayFormValues>({
    initialValues: initial,
    // In the order of the screen: the first that is wrong gets the focus.
    validate: {
      corridorId: (value) => (value ? null : t('itineraries.field.corridor')),
      readyAt: (value) => (isTime(value) ? null : t('booking.field.time')),
      arriveBy: (value, values) => {
        if (!isTime(value)) return t('booking.field.time');
        const { from, to } = zonesFor(values);
        const isLater = Date.parse(toInstant(value, to) ?? '') > Date.parse(toInstant(values.readyAt, from) ?? '');
        return isLater ? null : t('itineraries.field.order');
      },
      ...truckChecks(t),
      needs: {
        laneMetres: (value) => (laneMetres.safeParse(value).success ? null : t('itineraries.field.laneMetres')),
      },
      drivingRules: {
        drivingHours: (value) => (drivingHours.safeParse(value).success ? null : t('itineraries.field.drivingHours')),
        restHours: (value) => (restHours.safeParse(value).success ? null : t('itineraries.field.restHours')),
      },
    },
  });
}

export type WayForm = ReturnType<typeof useWayForm>;

/** @returns the application as the API takes it */
export function wayWishOf(values: WayFormValues, zones: WayZones) {
  const { corridorId, isReversed, readyAt, arriveBy, needs, drivingRules } = values;
  return {
    ...truckOf(values),
    corridorId,
    isReversed,
    readyAt: toInstant(readyAt, zones.from) ?? '',
    arriveBy: toInstant(arriveBy, zones.to) ?? '',
    needs: { ...needs, laneMetres: Number(needs.laneMetres) },
    drivingRules: { drivingHours: Number(drivingRules.drivingHours), restHours: Number(drivingRules.restHours) },
  };
}
export type WayWish = ReturnType<typeof wayWishOf>;
