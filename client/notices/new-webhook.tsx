import { Alert, Button, Checkbox, Code, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Webhook, webhookKindSchema } from '../../shared/contract/notices.ts';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showError } from '../parts/form-error.tsx';

interface NewWebhookValues {
  url: string;
  kinds: Webhook['kinds'];
}

/** Asks for the address, then shows its secret: this once. */
export function NewWebhook({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const form = useForm<NewWebhookValues>({
    initialValues: { url: '', kinds: [...webhookKindSchema.options] },
    validate: {
      url: (url) => (URL.canParse(url) && url.startsWith('https://') ? null : t('webhooks.urlWrong')),
      kinds: (kinds) => (kinds.length > 0 ? null : t('webhooks.kindsNeeded')),
    },
  });
  const create = useMutation({
    mutationFn: (body: NewWebhookValues) =>
      send(body, (key) => api.webhooks.create({ headers: { 'idempotency-key': key }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiQuery.webhooks.key() }),
    onError: (error) => showError(form, apiErrorOf(error), t),
  });
  if (create.data) return <Secret secret={create.data.secret} onClose={onClose} />;
  return (
    <FormDialog
      title={t('webhooks.add')}
      submitLabel={t('webhooks.create')}
      form={form}
      error={create.error}
      pending={create.isPending}
      onSubmit={form.onSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        label={t('webhooks.url')}
        description={t('webhooks.urlHint')}
        placeholder="https://"
        type="url"
        withAsterisk
        data-autofocus
        {...form.getInputProps('url')}
      />
      <Checkbox.Group label={t('webhooks.kinds')} {...form.getInputProps('kinds')}>
        <Stack gap={6} mt="xs">
          {webhookKindSchema.options.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`notices.kind.${kind}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormDialog>
  );
}

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} closeButtonProps={{ 'aria-label': t('app.close') }} title={t('webhooks.secret')}>
      <Stack>
        <Alert color="yellow" role="alert">
          {t('webhooks.secretOnce')}
        </Alert>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {secret}
        </Code>
        <Text fz="sm" c="dimmed">
          {t('webhooks.secretHow')}
        </Text>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="light" onClick={copy}>
                {t(copied ? 'webhooks.copied' : 'webhooks.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('app.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
