import { type UseFormReturnType, useForm } from '@mantine/form';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { cargoSchema, vehicleSchema } from '../../shared/contract/bookings.ts';
import { classSchema, countrySchema, type Direction, type VehicleClass } from '../../shared/words.ts';
import {
  type ConsignmentValues,
  consignmentChecks,
  consignmentOf,
  emptyConsignment,
} from '../compliance/consignment-form.ts';
import { toInstant, toLocal } from '../parts/local-time.ts';

/** A truck and its load, as every form holds them. The names are those of the API, so that a refusal that names a field finds it. */
export interface TruckValues {
  vehicle: { plate: string; vin: string; country: string };
  driverName: string;
  class: VehicleClass;
  cargo: { hsCode: string; description: string; grossWeightKg: number | string } & ConsignmentValues;
}

/** What the form of one crossing holds. */
export interface TruckFormValues extends TruckValues {
  checkpointId: string;
  direction: Direction;
  /** on the clock of the Kazakh post, as a datetime-local field holds it */
  earliestAt: string;
  latestAt: string;
}

const hourMs = 3_600_000;

export const emptyTruck = (): TruckValues => ({
  vehicle: { plate: '', vin: '', country: 'KZ' },
  driverName: '',
  class: 'general',
  cargo: { hsCode: '', description: '', grossWeightKg: '', ...emptyConsignment() },
});

/** @param kzZone of the checkpoint that is asked for first */
export function initialValues(now: Date, checkpointId: string, direction: Direction, kzZone: string): TruckFormValues {
  const nextHour = Math.ceil(now.getTime() / hourMs) * hourMs;
  return {
    ...emptyTruck(),
    checkpointId,
    direction,
    earliestAt: toLocal(new Date(nextHour + 2 * hourMs), kzZone),
    latestAt: toLocal(new Date(nextHour + 26 * hourMs), kzZone),
  };
}

const fits = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

/** How a truck and its load are checked: the rules are those of the contract, the words are the language's. */
export function truckChecks(t: TFunction) {
  return {
    vehicle: {
      plate: (value: string) => (fits(vehicleSchema.shape.plate, value) ? null : t('booking.field.plate')),
      vin: (value: string) => (fits(vehicleSchema.shape.vin, value) ? null : t('booking.field.vin')),
      country: (value: string) => (fits(countrySchema, value) ? null : t('booking.field.country')),
    },
    cargo: {
      hsCode: (value: string) => (fits(cargoSchema.shape.hsCode, value) ? null : t('booking.field.hsCode')),
      grossWeightKg: (value: number | string) =>
        fits(cargoSchema.shape.grossWeightKg, value) ? null : t('booking.field.weight'),
      ...consignmentChecks(t),
    },
  };
}

export function useTruckForm(initial: TruckFormValues) {
  const { t } = useTranslation();
  const isTime = (local: string) => toInstant(local, 'utc') !== undefined;
  return useForm<TruckFormValues>({
    initialValues: initial,
    // In the order of the screen: the first that is wrong gets the focus.
    validate: {
      checkpointId: (value) => (value ? null : t('booking.field.checkpoint')),
      earliestAt: (value) => (isTime(value) ? null : t('booking.field.time')),
      latestAt: (value, { earliestAt }) => {
        if (!isTime(value)) return t('booking.field.time');
        return value > earliestAt ? null : t('booking.field.order');
      },
      ...truckChecks(t),
    },
  });
}

export type TruckForm = ReturnType<typeof useTruckForm>;

/** What the fields of a truck need of a form, whatever else that holds. */
export interface TruckFieldsForm {
  values: TruckValues;
  errors: TruckForm['errors'];
  getInputProps: (path: string) => ReturnType<UseFormReturnType<TruckValues>['getInputProps']>;
  key: (path: string) => string;
  insertListItem: (path: 'cargo.documents', item: TruckValues['cargo']['documents'][number]) => void;
  removeListItem: (path: 'cargo.documents', index: number) => void;
  setFieldValue: (path: 'vehicle', value: TruckValues['vehicle']) => void;
}

/** What the fields of a consignment need of a form: its cargo. */
export type CargoFieldsForm = Omit<TruckFieldsForm, 'values' | 'setFieldValue'> & {
  values: Pick<TruckValues, 'cargo'>;
};

/** @returns the truck as the API takes it */
export function truckOf({ vehicle, cargo, class: vehicleClass, driverName }: TruckValues) {
  const description = cargo.description.trim();
  return {
    vehicle,
    cargo: {
      hsCode: cargo.hsCode,
      grossWeightKg: Number(cargo.grossWeightKg),
      ...(description ? { description } : {}),
      ...consignmentOf(cargo),
    },
    class: classSchema.parse(vehicleClass),
    ...(driverName.trim() ? { driverName: driverName.trim() } : {}),
  };
}

/** @returns the wish as the API takes it; its times in the zone of the Kazakh post */
export function wishOf({ earliestAt, latestAt }: TruckFormValues, kzZone: string) {
  return { earliestAt: toInstant(earliestAt, kzZone) ?? '', latestAt: toInstant(latestAt, kzZone) ?? '' };
}
