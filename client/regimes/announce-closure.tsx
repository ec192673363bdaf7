import { Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { directionSchema } from '../../shared/words.ts';
import { serverClock } from '../live/server-clock.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { toInstant } from '../parts/local-time.ts';
import { useStartPreview } from '../previews/use-start-preview.ts';
import { ShortPeriod, shortPeriod, useShortPeriodRules } from './short-period.tsx';
import { WaysField } from './ways-field.tsx';

interface AnnounceClosureProps {
  checkpoint: Checkpoint;
  onClose: () => void;
}

/** A time without crossings: its bookings get other slots, once the preview of it is applied. */
export function AnnounceClosure({ checkpoint, onClose }: AnnounceClosureProps) {
  const { t } = useTranslation();
  const { kzZone } = checkpoint;
  const form = useForm({
    initialValues: { direction: 'both', ...shortPeriod(serverClock.now(), kzZone), reason: '' },
    validate: {
      ...useShortPeriodRules(kzZone),
      reason: (value: string) => (value.trim().length >= 3 ? null : t('checkpoint.closureReason')),
    },
  });
  const start = useStartPreview({ form });
  return (
    <FormDialog
      title={t('checkpoint.announce')}
      submitLabel={t('previews.compute')}
      form={form}
      error={start.error}
      pending={start.isPending}
      onSubmit={form.onSubmit(({ direction, startsAt, endsAt, reason }) =>
        start.mutate({
          kind: 'closure',
          checkpointId: checkpoint.id,
          direction: directionSchema.nullable().catch(null).parse(direction),
          startsAt: toInstant(startsAt, kzZone) ?? '',
          endsAt: toInstant(endsAt, kzZone) ?? '',
          reason: reason.trim(),
        }),
      )}
      onClose={onClose}
    >
      <Text c="dimmed" fz="sm">
        {t('previews.nothingYet')}
      </Text>
      <WaysField {...form.getInputProps('direction')} />
      <ShortPeriod startsAt={form.getInputProps('startsAt')} endsAt={form.getInputProps('endsAt')} />
      <Textarea label={t('checkpoint.reason')} autosize minRows={2} maxLength={500} {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
