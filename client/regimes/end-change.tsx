import { Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Change } from '../../shared/contract/changes.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { toInstant } from '../parts/local-time.ts';
import { useStartPreview } from '../previews/use-start-preview.ts';

interface EndChangeProps {
  title: string;
  /** with a zone the planner may name a time on its clock; without one it is now */
  zone?: string;
  toChange: (reason: string, endsAt: string | null) => Change;
  onClose: () => void;
}

/** Asks why something announced is to end, and goes to the preview of that. */
export function EndChange({ title, zone, toChange, onClose }: EndChangeProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { endsAt: '', reason: '' },
    validate: { reason: (value) => (value.trim().length >= 3 ? null : t('checkpoint.closureReason')) },
  });
  const start = useStartPreview({ form });
  return (
    <FormDialog
      title={title}
      submitLabel={t('previews.compute')}
      form={form}
      error={start.error}
      pending={start.isPending}
      onSubmit={form.onSubmit(({ reason, endsAt }) =>
        start.mutate(toChange(reason.trim(), (zone && toInstant(endsAt, zone)) || null)),
      )}
      onClose={onClose}
    >
      <Text c="dimmed" fz="sm">
        {t('previews.nothingYet')}
      </Text>
      {zone && (
        <TextInput
          type="datetime-local"
          label={t('regimes.endsWhen')}
          description={t('regimes.endsNow')}
          {...form.getInputProps('endsAt')}
        />
      )}
      <Textarea
        label={t('checkpoint.reason')}
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
