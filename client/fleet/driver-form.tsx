import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Driver, newDriverSchema } from '../../shared/contract/fleet.ts';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showError } from '../parts/form-error.tsx';

/** @param driver undefined: a new one */
export function DriverForm({ driver, onClose }: { driver: Driver | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const { shape } = newDriverSchema;
  const isMissing = (value: string) => value.trim() === '';
  const form = useForm({
    initialValues: {
      name: driver?.name ?? '',
      phone: driver?.phone ?? '',
      licenceNumber: driver?.licenceNumber ?? '',
      language: driver?.language ?? 'ru',
    },
    validate: {
      name: (value) => (shape.name.safeParse(value).success ? null : t('accounts.nameShort')),
      phone: (value) => (isMissing(value) || shape.phone.safeParse(value).success ? null : t('fleet.field.phone')),
      licenceNumber: (value) =>
        isMissing(value) || shape.licenceNumber.safeParse(value).success ? null : t('fleet.field.licence'),
    },
  });
  const save = useMutation({
    mutationFn: ({ name, phone, licenceNumber, language }: typeof form.values) => {
      const body = {
        ...{ name: name.trim(), language },
        ...(isMissing(phone) ? {} : { phone: phone.trim() }),
        ...(isMissing(licenceNumber) ? {} : { licenceNumber: licenceNumber.trim() }),
      };
      return send([driver?.id, body], (key) => {
        const headers = { 'idempotency-key': key };
        return driver
          ? api.fleet.changeDriver({ headers, params: { driverId: driver.id }, body })
          : api.fleet.addDriver({ headers, body });
      });
    },
    onSuccess: async ({ name }) => {
      notifications.show({ message: t('fleet.saved', { name }) });
      onClose();
      await queryClient.invalidateQueries({ queryKey: apiQuery.fleet.key() });
    },
    onError: (error) => showError(form, apiErrorOf(error), t),
  });
  return (
    <FormDialog
      title={driver ? t('fleet.changeNamed', { name: driver.name }) : t('fleet.add.driver')}
      submitLabel={t('fleet.save')}
      form={form}
      error={save.error}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput label={t('fleet.driverName')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('fleet.phone')} type="tel" placeholder="+7 701 123 45 67" {...form.getInputProps('phone')} />
      <TextInput label={t('fleet.licence')} {...form.getInputProps('licenceNumber')} />
      <Select
        label={t('fleet.language')}
        allowDeselect={false}
        data={shape.language.unwrap().options.map((value) => ({ value, label: t(`fleet.languages.${value}`) }))}
        {...form.getInputProps('language')}
      />
    </FormDialog>
  );
}
