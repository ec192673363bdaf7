import { Checkbox, SegmentedControl, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { useStartPreview } from '../previews/use-start-preview.ts';
import { MonthDay } from './month-day.tsx';

interface ChangeHoursProps {
  checkpoint: Checkpoint;
  onClose: () => void;
}

/** Opening hours, season, or closed altogether; on the Kazakh clock. */
export function ChangeHours({ checkpoint, onClose }: ChangeHoursProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: {
      status: checkpoint.status as string,
      roundTheClock: checkpoint.hours === null,
      hours: checkpoint.hours ?? { opensAt: '09:00', closesAt: '21:00' },
      allYear: checkpoint.season === null,
      season: checkpoint.season ?? { from: '04-01', to: '10-31' },
      reason: '',
    },
    validate: {
      hours: {
        opensAt: (value, { roundTheClock }) => (roundTheClock || value ? null : t('booking.field.time')),
        closesAt: (value, values) => {
          if (values.roundTheClock) return null;
          if (!value) return t('booking.field.time');
          return value === values.hours.opensAt ? t('checkpoint.closureOrder') : null;
        },
      },
      reason: (value) => (value.trim().length >= 3 ? null : t('checkpoint.closureReason')),
    },
  });
  const start = useStartPreview({ form });
  const { roundTheClock, allYear, season } = form.values;
  return (
    <FormDialog
      title={t('rules.changeHours')}
      submitLabel={t('previews.compute')}
      form={form}
      error={start.error}
      pending={start.isPending}
      onSubmit={form.onSubmit((values) =>
        start.mutate({
          kind: 'hours',
          checkpointId: checkpoint.id,
          status: values.status === 'closed' ? 'closed' : 'open',
          hours: values.roundTheClock ? null : values.hours,
          season: values.allYear ? null : values.season,
          reason: values.reason.trim(),
        }),
      )}
      onClose={onClose}
    >
      <Text c="dimmed" fz="sm">
        {t('previews.nothingYet')}
      </Text>
      <SegmentedControl
        fullWidth
        aria-label={t('bookings.state')}
        data={[
          { value: 'open', label: t('rules.open') },
          { value: 'closed', label: t('load.closed') },
        ]}
        {...form.getInputProps('status')}
      />
      <Checkbox label={t('checkpoint.roundTheClock')} {...form.getInputProps('roundTheClock', { type: 'checkbox' })} />
      {!roundTheClock && (
        <SimpleGrid cols={2}>
          <TextInput type="time" label={t('rules.opensAt')} {...form.getInputProps('hours.opensAt')} />
          <TextInput type="time" label={t('rules.closesAt')} {...form.getInputProps('hours.closesAt')} />
        </SimpleGrid>
      )}
      <Checkbox label={t('checkpoint.allYear')} {...form.getInputProps('allYear', { type: 'checkbox' })} />
      {!allYear && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <MonthDay
            label={t('rules.seasonFrom')}
            value={season.from}
            onChange={(from) => form.setFieldValue('season.from', from)}
          />
          <MonthDay
            label={t('rules.seasonTo')}
            value={season.to}
            onChange={(to) => form.setFieldValue('season.to', to)}
          />
        </SimpleGrid>
      )}
      <Textarea label={t('checkpoint.reason')} autosize minRows={2} maxLength={500} {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
