import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { WaitlistEntry } from '../../shared/contract/waitlist.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';

/** Takes a truck off the waitlist; a place that was offered to it goes to the next. */
export function useWithdraw() {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: WaitlistEntry) =>
      send(['withdraw', id], (key) =>
        api.waitlist.withdraw({ headers: { 'idempotency-key': key }, params: { entryId: id } }),
      ),
    onSuccess: ({ plate }) => notifications.show({ message: t('waitlist.withdrawDone', { plate }) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.waitlist.key() }),
  });
}
