import { Alert, Button, Group, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTruck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sailing } from '../../shared/contract/sailings.ts';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { useFormat } from '../i18n/format.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showError } from '../parts/form-error.tsx';
import { toInstant, toLocal } from '../parts/local-time.ts';
import { usePorts } from './use-ports.ts';

const actions = ['delay', 'loadFactor', 'cancel'] as const;
type Action = (typeof actions)[number];

/** What a planner may do to a sailing that has not left; each asks first and says how many trucks it concerns. */
export function PlannerActions({ sailing }: { sailing: Sailing }) {
  const { t } = useTranslation();
  const [action, setAction] = useState<Action>();
  return (
    <Group gap="xs">
      {actions.map((one) => (
        <Button
          key={one}
          variant="default"
          {...(one === 'cancel' ? { c: 'var(--otkel-full-ink)' } : {})}
          onClick={() => setAction(one)}
        >
          {t(`sailings.action.${one}`)}
        </Button>
      ))}
      {action && <ActionDialog action={action} sailing={sailing} onClose={() => setAction(undefined)} />}
    </Group>
  );
}

interface ActionValues {
  expectedDepartureAt: string;
  percent: number | string;
  reason: string;
}

function ActionDialog({ action, sailing, onClose }: { action: Action; sailing: Sailing; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queryClient = useQueryClient();
  const send = useIntentKeys();
  const zone = usePorts().zone(sailing.fromPortId);
  const form = useForm<ActionValues>({
    initialValues: {
      expectedDepartureAt: toLocal(sailing.expectedDepartureAt, zone),
      percent: Math.round(sailing.loadFactor * 100),
      reason: '',
    },
    validate: {
      expectedDepartureAt: (value) => (toInstant(value, zone) === undefined ? t('booking.field.time') : null),
      percent: (value) => (Number(value) >= 10 && Number(value) <= 100 ? null : t('sailings.field.percent')),
      reason: (value) => (value.trim().length >= 3 ? null : t('sailings.field.reason')),
    },
  });
  const change = useMutation({
    mutationFn: ({ expectedDepartureAt, percent, reason }: ActionValues) => {
      const at = toInstant(expectedDepartureAt, zone) ?? '';
      return send({ action, at, percent, reason }, (key) => {
        const named = { headers: { 'idempotency-key': key }, params: { sailingId: sailing.id } };
        if (action === 'delay') return api.sailings.delay({ ...named, body: { expectedDepartureAt: at, reason } });
        if (action === 'cancel') return api.sailings.cancel({ ...named, body: { reason } });
        return api.sailings.setLoadFactor({ ...named, body: { loadFactor: Number(percent) / 100, reason } });
      });
    },
    onSuccess: onClose,
    onError: (error) => showError(form, apiErrorOf(error), t),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.sailings.key() }),
  });
  // What the ship would take with this load factor, so that an overfull one is seen before it is made.
  const fullWeightKg = sailing.places.weightKg / sailing.loadFactor;
  const left = Math.round((fullWeightKg * Number(form.values.percent)) / 100 - sailing.taken.weightKg);
  return (
    <FormDialog
      title={t(`sailings.actionTitle.${action}`, { ship: sailing.shipName })}
      submitLabel={t(`sailings.action.${action}`)}
      pending={change.isPending}
      error={change.error}
      form={form}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => change.mutate(values))}
    >
      <Alert variant="light" color="gray" icon={<IconTruck size={20} />}>
        {t('sailings.concerns', { count: sailing.trucks })}{' '}
        {sailing.standby > 0 && t('sailings.concernsStandby', { count: sailing.standby })}{' '}
        {t(`sailings.actionText.${action}`)}
      </Alert>
      {action === 'delay' && (
        <TextInput
          type="datetime-local"
          label={t('sailings.newDeparture', { offset: format.offset(sailing.expectedDepartureAt, zone) })}
          {...form.getInputProps('expectedDepartureAt')}
        />
      )}
      {action === 'loadFactor' && (
        <NumberInput
          label={t('sailings.loadFactorPercent')}
          description={
            left < 0
              ? t('sailings.overfullBy', { tonnes: format.number(Math.ceil(-left / 1000)) })
              : t('sailings.leavesTonnes', { tonnes: format.number(Math.floor(left / 1000)) })
          }
          min={10}
          max={100}
          suffix=" %"
          {...form.getInputProps('percent')}
        />
      )}
      <TextInput
        label={t('sailings.reason')}
        description={t('sailings.reasonHint')}
        maxLength={500}
        withAsterisk
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
