import { Select, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BlockedConsignment } from '../../shared/contract/compliance.ts';
import { type Channel, channelSchema } from '../../shared/words.ts';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { serverClock } from '../live/server-clock.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showError } from '../parts/form-error.tsx';
import { toInstant, toLocal } from '../parts/local-time.ts';

const zone = 'Asia/Almaty';
const dayMs = 24 * 3_600_000;
const usualDays = 3;
const daysMax = 30;
const reasonLetters = 10;

interface DecideBlockedProps {
  consignment: BlockedConsignment;
  decision: 'release' | 'refuse';
  onClose: () => void;
}

interface Values {
  reason: string;
  channel: Channel;
  validTo: string;
}

/** Lets a consignment pass for a period, or leaves it blocked; either way with a reason that others read. */
export function DecideBlocked({ consignment, decision, onClose }: DecideBlockedProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const send = useIntentKeys();
  const now = serverClock.now();
  const latest = toLocal(new Date(now.getTime() + daysMax * dayMs), zone);
  const isPeriod = (validTo: string) => validTo > toLocal(now, zone) && validTo <= latest;
  const form = useForm<Values>({
    initialValues: {
      reason: '',
      channel: 'red',
      validTo: toLocal(new Date(now.getTime() + usualDays * dayMs), zone),
    },
    validate: {
      reason: (reason) => (reason.trim().length >= reasonLetters ? null : t('compliance.field.reason')),
      validTo: (validTo) => (decision === 'refuse' || isPeriod(validTo) ? null : t('compliance.field.validTo')),
    },
  });
  const decide = useMutation({
    mutationFn: ({ reason, channel, validTo }: Values) =>
      send({ id: consignment.id, decision, reason, channel, validTo }, (key) => {
        const request = { headers: { 'idempotency-key': key }, params: { blockedId: consignment.id } };
        return decision === 'refuse'
          ? api.compliance.refuse({ ...request, body: { reason: reason.trim() } })
          : api.compliance.release({
              ...request,
              body: { reason: reason.trim(), channel, validTo: toInstant(validTo, zone) ?? '' },
            });
      }),
    onSuccess: () => {
      notifications.show({ message: t(`compliance.${decision}.done`, { plate: consignment.vehicle.plate }) });
      onClose();
    },
    onError: (error) => showError(form, apiErrorOf(error), t),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.compliance.listBlocked.key() }),
  });
  return (
    <FormDialog
      title={t(`compliance.${decision}.title`, { plate: consignment.vehicle.plate })}
      submitLabel={t(`compliance.${decision}.button`)}
      form={form}
      error={decide.error}
      pending={decide.isPending}
      onSubmit={form.onSubmit((values) => decide.mutate(values))}
      onClose={onClose}
    >
      <Text fz="sm" c="dimmed">
        {t(`compliance.${decision}.text`)}
      </Text>
      <Textarea
        label={t('compliance.reason')}
        description={t('compliance.reasonHint')}
        data-autofocus
        withAsterisk
        autosize
        minRows={2}
        maxLength={500}
        {...form.getInputProps('reason')}
      />
      {decision === 'release' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label={t('compliance.release.channel')}
            allowDeselect={false}
            data={channelSchema.options.map((value) => ({ value, label: t(`channel.${value}`) }))}
            {...form.getInputProps('channel')}
          />
          <TextInput
            type="datetime-local"
            label={t('compliance.release.until')}
            max={latest}
            {...form.getInputProps('validTo')}
          />
        </SimpleGrid>
      )}
    </FormDialog>
  );
}
