import { SegmentedControl, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Organisation } from '../../shared/contract/accounts.ts';
import { api } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showError } from '../parts/form-error.tsx';
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
    <FormDialog
      title={t('accounts.newOrganisation')}
      submitLabel={t('accounts.create')}
      form={form}
      error={create.error}
      pending={create.isPending}
      onSubmit={form.onSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextInput label={t('accounts.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <SegmentedControl
        aria-label={t('accounts.kind')}
        data={(['carrier', 'authority'] as const).map((value) => ({ value, label: t(`accounts.${value}`) }))}
        {...form.getInputProps('kind')}
      />
    </FormDialog>
  );
}
