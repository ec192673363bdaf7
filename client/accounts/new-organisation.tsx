import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Organisation } from '../../shared/contract/accounts.ts';
import { api } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { FormError, showError } from '../parts/form-error.tsx';
import { organisationsQuery } from './organisations-query.ts';

export function NewOrganisation({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const send = useIntentKeys();
  const form = useForm<Pick<Organisation, 'name' | 'kind'>>({
    initialValues: { name: '', kind: 'carrier' },
    validate: { name: (value) => (value.trim().length >= 2 ? null : t('accounts.nameShort')) },
  });
  const create = useMutation({
    mutationFn: (body: typeof form.values) =>
      send(body, (key) => api.accounts.createOrganisation({ headers: { 'idempotency-key': key }, body })),
    onSuccess: async () => {
      notifications.show({ message: t('accounts.organisationMade') });
      onClose();
      await queryClient.invalidateQueries({ queryKey: organisationsQuery.queryKey });
    },
    onError: (error) => showError(form, apiErrorOf(error), t),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('accounts.newOrganisation')}
    >
      <form noValidate onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack>
          <TextInput label={t('accounts.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
          <SegmentedControl
            aria-label={t('accounts.kind')}
            data={(['carrier', 'authority'] as const).map((value) => ({ value, label: t(`accounts.${value}`) }))}
            {...form.getInputProps('kind')}
          />
          <FormError error={create.error} form={form} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('accounts.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
