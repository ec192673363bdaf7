import { Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { useFormat } from '../i18n/format.ts';
import { useNow } from '../live/use-now.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showError } from '../parts/form-error.tsx';
import { toInstant } from '../parts/local-time.ts';
import { sailingsQuery } from './sailings-query.ts';
import { usePorts } from './use-ports.ts';

const dayMs = 86_400_000;

/** A planner announces a sailing of one of the ships that are known; its cut-offs and arrival follow from the port and the way. */
export function AnnounceSailing({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const send = useIntentKeys();
  const now = useNow(60_000);
  const { ports, name, zone } = usePorts();
  const known = useQuery(sailingsQuery(Math.floor(now.getTime() / dayMs) * dayMs)).data ?? [];
  const ships = [...new Map(known.map(({ shipId, shipName }) => [shipId, shipName]))];
  const required = (value: string | null) => (value ? null : t('sailings.field.required'));
  const form = useForm({
    initialValues: { shipId: '', fromPortId: 'aktau-port', toPortId: 'amirabad-port', plannedDepartureAt: '' },
    validate: {
      shipId: required,
      fromPortId: required,
      toPortId: required,
      plannedDepartureAt: (value) => (toInstant(value, 'utc') === undefined ? t('booking.field.time') : null),
    },
  });
  const zoneOfPort = zone(form.values.fromPortId);
  const announce = useMutation({
    mutationFn: (values: typeof form.values) => {
      const body = { ...values, plannedDepartureAt: toInstant(values.plannedDepartureAt, zoneOfPort) ?? '' };
      return send(body, (key) => api.sailings.announce({ headers: { 'idempotency-key': key }, body }));
    },
    onSuccess: ({ id }) => void navigate(`/sailings/${id}`),
    onError: (error) => showError(form, apiErrorOf(error), t),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.sailings.key() }),
  });
  const data = ports.map(({ id }) => ({ value: id, label: name(id) }));
  return (
    <FormDialog
      title={t('sailings.announce')}
      submitLabel={t('sailings.announce')}
      pending={announce.isPending}
      error={announce.error}
      form={form}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => announce.mutate(values))}
    >
      <Select
        label={t('sailings.ship')}
        data={ships.map(([value, label]) => ({ value, label }))}
        nothingFoundMessage={t('sailings.noShips')}
        searchable
        withAsterisk
        {...form.getInputProps('shipId')}
      />
      <Select label={t('sailings.fromPort')} data={data} allowDeselect={false} {...form.getInputProps('fromPortId')} />
      <Select label={t('sailings.toPort')} data={data} allowDeselect={false} {...form.getInputProps('toPortId')} />
      <TextInput
        type="datetime-local"
        label={t('sailings.plannedDeparture', { offset: format.offset(now, zoneOfPort) })}
        withAsterisk
        {...form.getInputProps('plannedDepartureAt')}
      />
      <Text fz="xs" c="dimmed">
        {t('sailings.announceText')}
      </Text>
    </FormDialog>
  );
}
