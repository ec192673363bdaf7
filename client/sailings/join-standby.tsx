import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Sailing } from '../../shared/contract/sailings.ts';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { exampleTruck } from '../booking/example-truck.ts';
import { TruckFields } from '../booking/truck-fields.tsx';
import { emptyTruck, type TruckValues, truckChecks, truckOf } from '../booking/truck-form.ts';
import { FormError, showError } from '../parts/form-error.tsx';
import { NeedsFields, type NeedsValues } from './needs-fields.tsx';

export type StandbyValues = TruckValues & { needs: NeedsValues };

/** A truck joins the end of the standby list of a sailing. */
export function JoinStandby({ sailing, onClose }: { sailing: Sailing; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const send = useIntentKeys();
  const form = useForm<StandbyValues>({
    initialValues: { ...emptyTruck(), needs: { laneMetres: 16.5, needsReeferPlug: false, isDangerous: false } },
    validate: truckChecks(t),
  });
  const join = useMutation({
    mutationFn: (values: StandbyValues) => {
      const { class: _, ...truck } = truckOf(values);
      const body = { ...truck, needs: { ...values.needs, laneMetres: Number(values.needs.laneMetres) } };
      const params = { sailingId: sailing.id };
      return send({ params, body }, (key) =>
        api.sailings.joinStandby({ headers: { 'idempotency-key': key }, params, body }),
      );
    },
    onSuccess: ({ place }) => {
      notifications.show({ message: t('sailings.joined', { place: place ?? 1 }) });
      onClose();
    },
    onError: (error) => showError(form, apiErrorOf(error), t),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.sailings.key() }),
  });
  const example = () => {
    const { vehicle, cargo, driverName } = exampleTruck('IR');
    form.setValues({ ...form.getValues(), vehicle, cargo, driverName });
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('sailings.join')}
    >
      <form noValidate onSubmit={form.onSubmit((values) => join.mutate(values))}>
        <Stack>
          <Text>{t('sailings.joinText')}</Text>
          <TruckFields form={form} missing={[]} />
          <NeedsFields form={form} />
          <FormError error={join.error} form={form} />
          <Group justify="space-between">
            <Button variant="subtle" onClick={example}>
              {t('booking.example')}
            </Button>
            <Group>
              <Button variant="default" onClick={onClose}>
                {t('app.cancel')}
              </Button>
              <Button type="submit" loading={join.isPending}>
                {t('sailings.join')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
