import { Fieldset, MultiSelect, Select, Stack, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { vehicleCountries } from '../booking/countries.ts';
import { useCountryName } from '../i18n/use-country.ts';
import type { RegimeForm } from './regime-form.ts';

const kinds = ['all', 'hs-chapters', 'origins', 'vehicle-countries'] as const;

/** Whom the regime is about: minutes and shares hold for these, servers and pace for all. */
export function ScopeFields({ form }: { form: RegimeForm }) {
  const { t } = useTranslation();
  const countryName = useCountryName();
  const { kind } = form.values.scope;
  return (
    <Fieldset legend={t('regimes.form.scope')} radius="lg">
      <Stack gap="sm">
        <Select
          aria-label={t('regimes.form.scope')}
          allowDeselect={false}
          data={kinds.map((value) => ({ value, label: t(`regimes.scopeKind.${value}`) }))}
          {...(kind !== 'all' && { description: t('regimes.form.scopeHint') })}
          {...form.getInputProps('scope.kind')}
        />
        {kind === 'hs-chapters' && (
          <TagsInput
            label={t('regimes.form.chapters')}
            description={t('regimes.form.chaptersHint')}
            clearable
            {...form.getInputProps('scope.chapters')}
          />
        )}
        {(kind === 'origins' || kind === 'vehicle-countries') && (
          <MultiSelect
            label={t('regimes.form.countries')}
            searchable
            hidePickedOptions
            data={vehicleCountries.map((country) => ({ value: country, label: countryName(country) }))}
            {...form.getInputProps('scope.countries')}
          />
        )}
      </Stack>
    </Fieldset>
  );
}
