import { Button, Fieldset, Group, MultiSelect, SegmentedControl, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { directionSchema, sideSchema } from '../../shared/words.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { useCountryName } from '../i18n/use-country.ts';
import type { RegimeForm } from './regime-form.ts';

interface WhereFieldsProps {
  form: RegimeForm;
  checkpoints: readonly Checkpoint[];
}

/** At which checkpoints, by whom, and which way. */
export function WhereFields({ form, checkpoints }: WhereFieldsProps) {
  const { t, i18n } = useTranslation();
  const countryName = useCountryName();
  const neighbours = [...new Set(checkpoints.map(({ neighbour }) => neighbour))];
  const idsOf = (neighbour: string) => checkpoints.filter((each) => each.neighbour === neighbour).map(({ id }) => id);
  const chosen = form.values.checkpointIds;
  const only = new Set(chosen.map((id) => checkpoints.find((each) => each.id === id)?.neighbour));
  const [neighbour] = only.size === 1 ? only : [];
  return (
    <Fieldset legend={t('regimes.form.where')} radius="lg">
      <MultiSelect
        label={t('regimes.form.checkpoints')}
        placeholder={chosen.length === 0 ? t('regimes.form.search') : ''}
        searchable
        hidePickedOptions
        clearable
        clearButtonProps={{ 'aria-label': t('regimes.form.clear') }}
        nothingFoundMessage={t('map.nothing')}
        withAsterisk
        data={neighbours.map((country) => ({
          group: countryName(country),
          items: checkpoints
            .filter((each) => each.neighbour === country)
            .map((each) => ({ value: each.id, label: postNames(each, i18n.language).both })),
        }))}
        {...form.getInputProps('checkpointIds')}
      />
      <Group gap="xs" mt={6}>
        {neighbours.map((country) => (
          <Button
            key={country}
            size="compact-xs"
            variant="default"
            onClick={() => form.setFieldValue('checkpointIds', idsOf(country))}
          >
            {t('regimes.allOf', { count: idsOf(country).length, country: countryName(country) })}
          </Button>
        ))}
        <Text fz="xs" c="dimmed" aria-live="polite">
          {t('regimes.form.chosen', { count: chosen.length })}
        </Text>
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} mt="sm">
        <div>
          <Text fz="sm" fw={500}>
            {t('regimes.form.side')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-label={t('regimes.form.side')}
            data={sideSchema.options.map((value) => ({
              value,
              label:
                value === 'kz' ? countryName('KZ') : neighbour ? countryName(neighbour) : t('regimes.form.neighbour'),
            }))}
            {...form.getInputProps('side')}
          />
        </div>
        <div>
          <Text fz="sm" fw={500}>
            {t('direction.label')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-label={t('direction.label')}
            data={[
              { value: 'both', label: t('regimes.form.bothWays') },
              ...directionSchema.options.map((value) => ({ value, label: t(`direction.${value}Short`) })),
            ]}
            {...form.getInputProps('direction')}
          />
        </div>
      </SimpleGrid>
    </Fieldset>
  );
}
