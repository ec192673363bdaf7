import { Checkbox, Fieldset, NumberInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WayForm } from './way-form.ts';

/** What the truck takes of a ship, beside its weight. */
export function ShipFields({ form }: { form: WayForm }) {
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
        <Text fz="xs" c="dimmed">
          {t('itineraries.shipText')}
        </Text>
      </Stack>
    </Fieldset>
  );
}
