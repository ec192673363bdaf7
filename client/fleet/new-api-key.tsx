import { Alert, Button, Code, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCheck, IconCopy, IconEyeOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showError } from '../parts/form-error.tsx';
import { toInstant } from '../parts/local-time.ts';

const zone = 'Asia/Almaty';

/** A name and a last day; then the key, this once. */
export function NewApiKey({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { name: '', expiresAt: '' },
    validate: { name: (value) => (value.trim() ? null : t('accounts.nameShort')) },
  });
  const make = useMutation({
    mutationFn: ({ name, expiresAt }: typeof form.values) => {
      // The last day is meant whole.
      const end = expiresAt ? toInstant(`${expiresAt}T23:59:59`, zone) : undefined;
      const body = { name: name.trim(), ...(end ? { expiresAt: end } : {}) };
      return send(body, (key) => api.apiKeys.create({ headers: { 'idempotency-key': key }, body }));
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiQuery.apiKeys.key() }),
    onError: (error) => showError(form, apiErrorOf(error), t),
  });
  if (make.data) return <ShownOnce secret={make.data.key} onClose={onClose} />;
  return (
    <FormDialog
      title={t('apiKeys.make')}
      submitLabel={t('apiKeys.make')}
      form={form}
      error={make.error}
      pending={make.isPending}
      onSubmit={form.onSubmit((values) => make.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        label={t('apiKeys.name')}
        placeholder={t('apiKeys.nameExample')}
        maxLength={80}
        withAsterisk
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        type="date"
        label={t('apiKeys.lastDay')}
        description={t('apiKeys.lastDayText')}
        {...form.getInputProps('expiresAt')}
      />
    </FormDialog>
  );
}

function ShownOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('apiKeys.made')}
    >
      <Stack>
        <Alert color="yellow" icon={<IconEyeOff size={20} />} role="status">
          {t('apiKeys.once')}
        </Alert>
        <Group gap="xs" wrap="nowrap">
          <Code block style={{ flex: 1, overflowX: 'auto' }} tabIndex={0}>
            {secret}
          </Code>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                onClick={copy}
              >
                {t(copied ? 'apiKeys.copied' : 'apiKeys.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Text fz="sm" c="dimmed">
          {t('apiKeys.use')}
        </Text>
        <Code block>{`curl ${window.location.origin}/api/me -H 'authorization: Bearer ${secret}'`}</Code>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('app.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
