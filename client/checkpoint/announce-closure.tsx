import { SegmentedControl, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { directionSchema } from '../../shared/words.ts';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { serverClock } from '../live/server-clock.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showError } from '../parts/form-error.tsx';
import { toInstant, toLocal } from '../parts/local-time.ts';

const hourMs = 3_600_000;

interface AnnounceClosureProps {
  checkpoint: Checkpoint;
  onClose: () => void;
}

export function AnnounceClosure({ checkpoint, onClose }: AnnounceClosureProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const send = useIntentKeys();
  const { kzZone } = checkpoint;
  const form = useForm({
    initialValues: {
      direction: 'both',
      startsAt: toLocal(serverClock.now(), kzZone),
      endsAt: toLocal(new Date(serverClock.now().getTime() + 4 * hourMs), kzZone),
      reason: '',
    },
    validate: {
      startsAt: (value) => (toInstant(value, kzZone) ? null : t('booking.field.time')),
      endsAt: (value, { startsAt }) => {
        if (!toInstant(value, kzZone)) return t('booking.field.time');
        return value > startsAt ? null : t('checkpoint.closureOrder');
      },
      reason: (value) => (value.trim().length >= 3 ? null : t('checkpoint.closureReason')),
    },
  });

  const close = useMutation({
    mutationFn: (values: typeof form.values) => {
      const body = {
        direction: directionSchema.nullable().catch(null).parse(values.direction),
        startsAt: toInstant(values.startsAt, kzZone) ?? '',
        endsAt: toInstant(values.endsAt, kzZone) ?? '',
        reason: values.reason,
      };
      const params = { checkpointId: checkpoint.id };
      return send({ params, body }, (key) =>
        api.checkpoints.close({ headers: { 'idempotency-key': key }, params, body }),
      );
    },
    onSuccess: async () => {
      notifications.show({ message: t('checkpoint.announced') });
      onClose();
      await queryClient.invalidateQueries({ queryKey: apiQuery.checkpoints.listClosures.key() });
    },
    onError: (error) => showError(form, apiErrorOf(error), t),
  });

  return (
    <FormDialog
      title={t('checkpoint.announce')}
      submitLabel={t('checkpoint.announce')}
      form={form}
      error={close.error}
      pending={close.isPending}
      onSubmit={form.onSubmit((values) => close.mutate(values))}
      onClose={onClose}
    >
      <Text c="dimmed" fz="sm">
        {t('checkpoint.announceText')}
      </Text>
      <SegmentedControl
        aria-label={t('direction.label')}
        data={[
          { value: 'both', label: t('checkpoint.closureBoth') },
          ...directionSchema.options.map((value) => ({ value, label: t(`direction.${value}Short`) })),
        ]}
        {...form.getInputProps('direction')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput type="datetime-local" label={t('checkpoint.from')} {...form.getInputProps('startsAt')} />
        <TextInput type="datetime-local" label={t('checkpoint.to')} {...form.getInputProps('endsAt')} />
      </SimpleGrid>
      <Textarea label={t('checkpoint.reason')} autosize minRows={2} maxLength={500} {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
