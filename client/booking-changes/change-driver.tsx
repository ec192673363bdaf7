import { Alert, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../parts/form-dialog.tsx';
import type { ChangeDialogProps } from './change-dialog.ts';
import { useChangeRules } from './change-rules-query.ts';
import { useChange } from './use-change.ts';

/** Names another driver, or one more. */
export function ChangeDriver({ booking, onClose }: ChangeDialogProps) {
  const { t } = useTranslation();
  const because = useChangeRules(booking.id).data?.driver.because;
  const change = useChange(booking, onClose);
  const form = useForm({
    initialValues: { driverName: booking.driverName ?? '' },
    validate: { driverName: (name) => (name.trim() === '' ? t('bookingChanges.driverNeeded') : null) },
  });
  return (
    <FormDialog
      title={t('bookingChanges.driverTitle', { plate: booking.vehicle.plate })}
      submitLabel={t('bookingChanges.save')}
      pending={change.isPending}
      error={change.error}
      form={form}
      onSubmit={form.onSubmit(({ driverName }) => change.mutate({ kind: 'driver', driverName: driverName.trim() }))}
      onClose={onClose}
    >
      {because && <Alert color="yellow">{t(`bookingChanges.because.${because}`)}</Alert>}
      <TextInput
        label={t('bookingChanges.driver')}
        description={t('bookingChanges.driverHint')}
        maxLength={200}
        data-autofocus
        {...form.getInputProps('driverName')}
      />
    </FormDialog>
  );
}
