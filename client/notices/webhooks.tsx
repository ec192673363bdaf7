import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { NewWebhook } from './new-webhook.tsx';
import { webhooksQuery } from './notices-query.ts';
import { WebhookCard } from './webhook-card.tsx';

/** Addresses of the organisation's own programs, for all its members. */
export function Webhooks() {
  const { t } = useTranslation();
  const webhooks = useQuery(webhooksQuery);
  const [adding, setAdding] = useState(false);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('webhooks.title')}>
      <Stack>
        <Group justify="space-between">
          <Title order={2}>{t('webhooks.title')}</Title>
          <Button variant="light" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {t('webhooks.add')}
          </Button>
        </Group>
        <Text fz="sm" c="dimmed">
          {t('webhooks.intro')}
        </Text>
        {webhooks.isPending && <LoadingLines count={2} height={72} />}
        {webhooks.isError && <LoadFailed error={webhooks.error} retry={() => void webhooks.refetch()} />}
        {webhooks.data?.items.length === 0 && <Text>{t('webhooks.empty')}</Text>}
        {webhooks.data?.items.map((webhook) => (
          <WebhookCard key={webhook.id} webhook={webhook} />
        ))}
      </Stack>
      {adding && <NewWebhook onClose={() => setAdding(false)} />}
    </Paper>
  );
}
