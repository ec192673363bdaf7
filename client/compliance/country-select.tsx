import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { knownCountries } from '../../shared/countries.ts';
import { vehicleCountries } from '../booking/countries.ts';
import { useFormat } from '../i18n/format.ts';
import { useCountryName } from '../i18n/use-country.ts';

/** Any country: those of these roads first, then all others by name. They are drawn when they are asked for: a form has four times 249 of them. */
export function CountrySelect(props: Omit<SelectProps, 'data'>) {
  const countryName = useCountryName();
  const { language } = useFormat();
  const data = useMemo(() => listCountries(countryName, language), [countryName, language]);
  return <Select searchable clearable data={data} comboboxProps={{ keepMounted: false }} {...props} />;
}

function listCountries(countryName: (code: string) => string, language: string) {
  const near: readonly string[] = vehicleCountries;
  const option = (value: string) => ({ value, label: countryName(value) });
  const far = knownCountries.filter((code) => !near.includes(code)).map(option);
  return [...near.map(option), ...far.sort((a, b) => a.label.localeCompare(b.label, language))];
}
