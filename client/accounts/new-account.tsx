import { MultiSelect, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showError } from '../parts/form-error.tsx';
import { organisationsQuery } from './organisations-query.ts';

const roles = ['dispatcher', 'officer', 'planner', 'reviewer', 'administrator'] as const;

interface NewAccountValues {
  name: string;
  email: string;
  password: string;
  role: (typeof roles)[number];
  organisationId: string | null;
  checkpointIds: string[];
}

export function NewAccount({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const send = useIntentKeys();
  const organisations = useQuery(organisationsQuery).data ?? [];
  const checkpoints = useQuery(checkpointsQuery).data ?? [];
  const form = useForm<NewAccountValues>({
    initialValues: { name: '', email: '', password: '', role: 'dispatcher', organisationId: null, checkpointIds: [] },
    validate: {
      name: (value) => (value.trim() ? null : t('accounts.nameShort')),
      email: (value) => (z.email().safeParse(value).success ? null : t('accounts.emailWrong')),
      password: (value) => (value.length >= 12 ? null : t('accounts.passwordHint')),
      organisationId: (value, { role }) =>
        value || role === 'administrator' ? null : t('accounts.organisationNeeded'),
    },
  });
  const { role } = form.values;
  const wantedKind = role === 'dispatcher' ? 'carrier' : 'authority';

  const create = useMutation({
    mutationFn: ({ organisationId, checkpointIds, ...values }: NewAccountValues) => {
      const body = {
        ...values,
        checkpointIds: values.role === 'officer' ? checkpointIds : [],
        ...(organisationId ? { organisationId } : {}),
      };
      return send(body, (key) => api.accounts.create({ headers: { 'idempotency-key': key }, body }));
    },
    onSuccess: async () => {
      notifications.show({ message: t('accounts.accountMade') });
      onClose();
      await queryClient.invalidateQueries({ queryKey: apiQuery.accounts.list.key() });
    },
    onError: (error) => showError(form, apiErrorOf(error), t),
  });

  return (
    <FormDialog
      title={t('accounts.newAccount')}
      submitLabel={t('accounts.create')}
      form={form}
      error={create.error}
      pending={create.isPending}
      onSubmit={form.onSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextInput label={t('accounts.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('accounts.email')} type="email" withAsterisk {...form.getInputProps('email')} />
      <PasswordInput
        label={t('accounts.password')}
        description={t('accounts.passwordHint')}
        autoComplete="new-password"
        withAsterisk
        {...form.getInputProps('password')}
      />
      <Select
        label={t('accounts.role')}
        allowDeselect={false}
        data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        {...form.getInputProps('role')}
        onChange={(value) =>
          form.setValues({ role: roles.find((each) => each === value) ?? 'dispatcher', organisationId: null })
        }
      />
      {role !== 'administrator' && (
        <Select
          label={t('accounts.organisation')}
          searchable
          withAsterisk
          data={organisations
            .filter(({ kind }) => kind === wantedKind)
            .map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('organisationId')}
        />
      )}
      {role === 'officer' && (
        <MultiSelect
          label={t('accounts.checkpoints')}
          searchable
          data={checkpoints.map((each) => ({ value: each.id, label: postNames(each, i18n.language).both }))}
          {...form.getInputProps('checkpointIds')}
        />
      )}
    </FormDialog>
  );
}
