import { useForm } from '@mantine/form';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import { cargoSchema } from '../../shared/contract/bookings.ts';
import type { Direction } from '../../shared/words.ts';
import {
  type ConsignmentValues,
  consignmentChecks,
  consignmentOf,
  emptyConsignment,
} from '../compliance/consignment-form.ts';

/** What the form holds. The names are those of the API, so that a refusal that names a field finds it. */
export interface ContractValues {
  name: string;
  checkpointId: string;
  direction: Direction;
  trucksPerDay: number | string;
  /** as the chips hold them */
  weekdays: string[];
  fromTime: string;
  toTime: string;
  isFlexible: boolean;
  validFrom: string;
  validTo: string;
  unitIds: string[];
  cargo: { hsCode: string; description: string; grossWeightKg: number | string } & ConsignmentValues;
}

/** Weekdays for three months from tomorrow, by day. */
function initialValues(now: Date): ContractValues {
  const tomorrow = DateTime.fromJSDate(now, { zone: 'Asia/Almaty' }).plus({ days: 1 });
  return {
    ...{ name: '', checkpointId: '', direction: 'out', trucksPerDay: 5, weekdays: ['1', '2', '3', '4', '5'] },
    ...{ fromTime: '08:00', toTime: '20:00', isFlexible: false, unitIds: [] },
    ...{ validFrom: tomorrow.toISODate()!, validTo: tomorrow.plus({ months: 3 }).toISODate()! },
    cargo: { hsCode: '', description: '', grossWeightKg: '', ...emptyConsignment() },
  };
}

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

export function useContractForm(now: Date) {
  const { t } = useTranslation();
  const fits = (name: 'hsCode' | 'grossWeightKg', value: unknown) => cargoSchema.shape[name].safeParse(value).success;
  return useForm<ContractValues>({
    initialValues: initialValues(now),
    validate: {
      name: (value) => (value.trim().length >= 2 ? null : t('frameworkContracts.field.name')),
      checkpointId: (value) => (value ? null : t('booking.field.checkpoint')),
      trucksPerDay: (value) => (Number(value) >= 1 ? null : t('frameworkContracts.field.trucks')),
      weekdays: (value) => (value.length > 0 ? null : t('frameworkContracts.field.weekdays')),
      fromTime: (value) => (timeOfDay.test(value) ? null : t('booking.field.time')),
      toTime: (value) => (timeOfDay.test(value) ? null : t('booking.field.time')),
      validFrom: (value) => (value ? null : t('booking.field.time')),
      validTo: (value, { validFrom }) => (value >= validFrom ? null : t('booking.field.order')),
      cargo: {
        hsCode: (value) => (fits('hsCode', value) ? null : t('booking.field.hsCode')),
        grossWeightKg: (value) => (fits('grossWeightKg', value) ? null : t('booking.field.weight')),
        ...consignmentChecks(t),
      },
    },
  });
}

/** @returns the contract as the API takes it */
export function contractOf({ cargo, trucksPerDay, weekdays, name, ...values }: ContractValues) {
  const description = cargo.description.trim();
  return {
    ...values,
    name: name.trim(),
    trucksPerDay: Number(trucksPerDay),
    weekdays: weekdays.map(Number).toSorted(),
    cargo: {
      hsCode: cargo.hsCode,
      grossWeightKg: Number(cargo.grossWeightKg),
      ...(description ? { description } : {}),
      ...consignmentOf(cargo),
    },
  };
}
