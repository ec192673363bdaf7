import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, apiQuery } from '../api/client.ts';
import { errorText } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';

/** Starts a round over the coming days. */
export function StartPlan() {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: () => send('start', (key) => api.plans.start({ headers: { 'idempotency-key': key }, body: {} })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiQuery.plans.key() }),
    onError: (error) => notifications.show({ color: 'red', message: errorText(error, t) }),
  });
  return (
    <Button leftSection={<IconPlayerPlay size={16} />} loading={start.isPending} onClick={() => start.mutate()}>
      {t('plans.start')}
    </Button>
  );
}
