import { Button, Collapse, Group, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Webhook, WebhookDelivery } from '../../shared/contract/notices.ts';
import { api, apiQuery } from '../api/client.ts';
import { errorText } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { useFormat } from '../i18n/format.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { Deliveries } from './deliveries.tsx';

const tones = { active: 'free', failing: 'filling', disabled: 'full' } as const;

/** One address: whether it takes what is sent, when it last did, and what can be done with it. */
export function WebhookCard({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, deliveries] = useDisclosure();
  const act = useAct(webhook);
  const { state, url, lastSuccessAt, lastFailure } = webhook;
  const isBusy = (verb: string) => act.isPending && act.variables === verb;
  return (
    <Paper withBorder p="sm" component="article" aria-label={url}>
      <Stack gap="xs">
        <Group gap="xs" wrap="nowrap" align="flex-start" justify="space-between">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {url}
          </Text>
          <ToneBadge tone={tones[state]}>{t(`webhooks.state.${state}`)}</ToneBadge>
        </Group>
        <Text fz="sm" c="dimmed">
          {webhook.kinds.map((kind) => t(`notices.kind.${kind}`)).join(' · ')}
        </Text>
        <Text fz="sm">
          {lastSuccessAt
            ? t('webhooks.lastSuccess', { time: format.dayAndTime(lastSuccessAt, 'Asia/Almaty') })
            : t('webhooks.neverSent')}
        </Text>
        {state !== 'active' && lastFailure && (
          <Text fz="sm" c="var(--otkel-full-ink)">
            {t('webhooks.lastFailure', { failure: lastFailure })}
          </Text>
        )}
        <Group gap="xs">
          <Button size="sm" variant="light" loading={isBusy('test')} onClick={() => act.mutate('test')}>
            {t('webhooks.test')}
          </Button>
          {state === 'disabled' ? (
            <Button size="sm" loading={isBusy('enable')} onClick={() => act.mutate('enable')}>
              {t('webhooks.enable')}
            </Button>
          ) : (
            <Button size="sm" variant="default" loading={isBusy('disable')} onClick={() => act.mutate('disable')}>
              {t('webhooks.disable')}
            </Button>
          )}
          <Button size="sm" variant="subtle" aria-expanded={isOpen} onClick={deliveries.toggle}>
            {t('webhooks.deliveries')}
          </Button>
          <Button
            size="sm"
            variant="subtle"
            color="red"
            loading={isBusy('remove')}
            onClick={() => act.mutate('remove')}
          >
            {t('webhooks.remove')}
          </Button>
        </Group>
        <Collapse expanded={isOpen}>{isOpen && <Deliveries webhookId={webhook.id} />}</Collapse>
      </Stack>
    </Paper>
  );
}

type Verb = 'test' | 'enable' | 'disable' | 'remove';

function useAct({ id, url }: Webhook) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (verb: Verb) =>
      send([verb, id], (key): Promise<object> => {
        const request = { headers: { 'idempotency-key': key }, params: { webhookId: id } };
        return api.webhooks[verb](request);
      }),
    onSuccess: (answer, verb) => {
      if (verb !== 'test') return;
      const { state, lastError } = answer as WebhookDelivery;
      const isTaken = state === 'delivered';
      notifications.show({
        ...(isTaken ? {} : { color: 'red' }),
        title: url,
        message: isTaken ? t('webhooks.tested') : t('webhooks.testFailed', { failure: lastError ?? '' }),
      });
    },
    onError: (error) => notifications.show({ color: 'red', title: url, message: errorText(error, t) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.webhooks.key() }),
  });
}
