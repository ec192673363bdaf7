import { Fieldset, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { DirectionToggle } from '../parts/direction.tsx';
import { toInstant } from '../parts/local-time.ts';
import type { TruckForm } from './truck-form.ts';

interface CrossingFieldsProps {
  form: TruckForm;
  checkpoints: readonly Checkpoint[];
}

/** Where, which way and when; under each time stands the clock across the border. */
export function CrossingFields({ form, checkpoints }: CrossingFieldsProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const checkpoint = checkpoints.find(({ id }) => id === form.values.checkpointId);
  const across = (local: string) => {
    const instant = checkpoint && toInstant(local, checkpoint.kzZone);
    return instant && t('booking.across', { time: format.dayAndTime(instant, checkpoint.neighbourZone) });
  };
  return (
    <Fieldset legend={t('booking.crossing')} radius="lg">
      <Stack gap="sm">
        <Select
          label={t('booking.checkpoint')}
          searchable
          allowDeselect={false}
          withAsterisk
          data={checkpoints.map((each) => ({ value: each.id, label: postNames(each, i18n.language).both }))}
          {...form.getInputProps('checkpointId')}
        />
        <DirectionToggle
          fullWidth
          value={form.values.direction}
          onChange={(direction) => form.setFieldValue('direction', direction)}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            type="datetime-local"
            label={t('booking.earliest')}
            description={across(form.values.earliestAt)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...form.getInputProps('earliestAt')}
          />
          <TextInput
            type="datetime-local"
            label={t('booking.latest')}
            description={across(form.values.latestAt)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...form.getInputProps('latestAt')}
          />
        </SimpleGrid>
      </Stack>
    </Fieldset>
  );
}
