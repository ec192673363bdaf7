import { Fieldset, NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DocumentKind } from '../../shared/contract/consignment.ts';
import { classSchema } from '../../shared/words.ts';
import { ConsignmentFields } from '../compliance/consignment-fields.tsx';
import { PickTractor } from '../fleet/pick-tractor.tsx';
import { useCountryName } from '../i18n/use-country.ts';
import { vehicleCountries } from './countries.ts';
import type { TruckFieldsForm } from './truck-form.ts';

interface TruckFieldsProps {
  form: TruckFieldsForm;
  /** documents that screening has missed for these goods */
  missing: readonly DocumentKind[];
}

/** The truck and its cargo. */
export function TruckFields({ form, missing }: TruckFieldsProps) {
  const { t } = useTranslation();
  const countryName = useCountryName();
  return (
    <>
      <Fieldset legend={t('booking.vehicle')} radius="lg">
        <PickTractor
          plate={form.values.vehicle.plate}
          onPick={({ plate, vin = '', country }) => form.setFieldValue('vehicle', { plate, vin, country })}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
          <TextInput
            label={t('booking.plate')}
            placeholder="123ABC02"
            autoCapitalize="characters"
            withAsterisk
            {...form.getInputProps('vehicle.plate')}
          />
          <Select
            label={t('booking.vehicleCountry')}
            searchable
            allowDeselect={false}
            withAsterisk
            data={vehicleCountries.map((country) => ({ value: country, label: countryName(country) }))}
            {...form.getInputProps('vehicle.country')}
          />
          <TextInput
            label={t('booking.vin')}
            placeholder="XLRTE47MS0E123456"
            autoCapitalize="characters"
            withAsterisk
            {...form.getInputProps('vehicle.vin')}
          />
          <Select
            label={t('class.label')}
            allowDeselect={false}
            data={classSchema.options.map((value) => ({ value, label: t(`class.${value}`) }))}
            {...form.getInputProps('class')}
          />
          <TextInput
            label={t('booking.driver')}
            placeholder={t('booking.driverHint')}
            maxLength={200}
            {...form.getInputProps('driverName')}
          />
        </SimpleGrid>
      </Fieldset>
      <Fieldset legend={t('booking.cargo')} radius="lg">
        <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
          <TextInput
            label={t('booking.hsCode')}
            placeholder="100199"
            inputMode="numeric"
            withAsterisk
            {...form.getInputProps('cargo.hsCode')}
          />
          <NumberInput
            label={t('booking.weight')}
            placeholder="20 000"
            min={0}
            max={60_000}
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator=" "
            hideControls
            withAsterisk
            {...form.getInputProps('cargo.grossWeightKg')}
          />
        </SimpleGrid>
        <TextInput
          label={t('booking.description')}
          mt="sm"
          maxLength={500}
          {...form.getInputProps('cargo.description')}
        />
      </Fieldset>
      <ConsignmentFields form={form} missing={missing} />
    </>
  );
}
