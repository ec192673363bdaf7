import { Checkbox, Fieldset, NumberInput, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';

export interface NeedsValues {
  laneMetres: number | string;
  needsReeferPlug: boolean;
  isDangerous: boolean;
}

interface NeedsFieldsProps {
  form: { getInputProps: UseFormReturnType<{ needs: NeedsValues }>['getInputProps'] };
  /** what else is to be known of it */
  note?: string;
}

/** What the truck takes of a ship, beside its weight. */
export function NeedsFields({ form, note }: NeedsFieldsProps) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t('itineraries.ship')} radius="lg">
      <Stack gap="sm">
        <NumberInput
          label={t('itineraries.laneMetres')}
          description={t('itineraries.laneMetresHint')}
          min={1}
          max={40}
          step={0.5}
          decimalScale={1}
          maw={260}
          {...form.getInputProps('needs.laneMetres')}
        />
        <Checkbox
          label={t('itineraries.reeferPlug')}
          {...form.getInputProps('needs.needsReeferPlug', { type: 'checkbox' })}
        />
        <Checkbox
          label={t('itineraries.dangerous')}
          {...form.getInputProps('needs.isDangerous', { type: 'checkbox' })}
        />
        {note && (
          <Text fz="xs" c="dimmed">
            {note}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}
