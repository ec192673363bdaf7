import { NumberInput, Select, SimpleGrid, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { vehicleSchema } from '../../shared/contract/bookings.ts';
import type { FleetUnit } from '../../shared/contract/fleet.ts';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { vehicleCountries } from '../booking/countries.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showError } from '../parts/form-error.tsx';

interface UnitFormProps {
  kind: FleetUnit['kind'];
  /** undefined: a new one */
  unit: FleetUnit | undefined;
  onClose: () => void;
}

export function UnitForm({ kind, unit, onClose }: UnitFormProps) {
  const { t } = useTranslation();
  const countryName = useCountryName();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: {
      plate: unit?.plate ?? '',
      vin: unit?.vin ?? '',
      country: unit?.country ?? 'KZ',
      lengthMetres: (unit?.lengthMetres ?? '') as number | string,
      isReefer: unit?.isReefer ?? false,
      note: unit?.note ?? '',
    },
    validate: {
      plate: (value) => (vehicleSchema.shape.plate.safeParse(value).success ? null : t('booking.field.plate')),
      vin: (value) =>
        (kind === 'trailer' && value === '') || vehicleSchema.shape.vin.safeParse(value).success
          ? null
          : t('booking.field.vin'),
    },
  });
  const save = useMutation({
    mutationFn: ({ plate, vin, country, lengthMetres, isReefer, note }: typeof form.values) => {
      const body = {
        ...{ kind, plate, country, isReefer },
        ...(vin ? { vin } : {}),
        ...(lengthMetres === '' ? {} : { lengthMetres: Number(lengthMetres) }),
        ...(note.trim() ? { note: note.trim() } : {}),
      };
      return send([unit?.id, body], (key) => {
        const headers = { 'idempotency-key': key };
        return unit
          ? api.fleet.change({ headers, params: { unitId: unit.id }, body })
          : api.fleet.add({ headers, body });
      });
    },
    onSuccess: async ({ plate }) => {
      notifications.show({ message: t('fleet.saved', { name: plate }) });
      onClose();
      await queryClient.invalidateQueries({ queryKey: apiQuery.fleet.key() });
    },
    onError: (error) => showError(form, apiErrorOf(error), t),
  });
  return (
    <FormDialog
      title={unit ? t('fleet.changeNamed', { name: unit.plate }) : t(`fleet.add.${kind}`)}
      submitLabel={t('fleet.save')}
      form={form}
      error={save.error}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t('booking.plate')}
          placeholder="123ABC02"
          withAsterisk
          data-autofocus
          {...form.getInputProps('plate')}
        />
        <Select
          label={t('booking.vehicleCountry')}
          searchable
          allowDeselect={false}
          withAsterisk
          data={vehicleCountries.map((country) => ({ value: country, label: countryName(country) }))}
          {...form.getInputProps('country')}
        />
      </SimpleGrid>
      <TextInput
        label={t('booking.vin')}
        placeholder="XLRTE47MS0E123456"
        withAsterisk={kind === 'tractor'}
        {...form.getInputProps('vin')}
      />
      {kind === 'trailer' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} style={{ alignItems: 'end' }}>
          <NumberInput
            label={t('fleet.length')}
            min={1}
            max={30}
            decimalScale={2}
            hideControls
            {...form.getInputProps('lengthMetres')}
          />
          <Switch label={t('fleet.reefer')} pb={8} {...form.getInputProps('isReefer', { type: 'checkbox' })} />
        </SimpleGrid>
      )}
      <TextInput label={t('fleet.note')} maxLength={200} {...form.getInputProps('note')} />
    </FormDialog>
  );
}
