import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Move } from '../../shared/contract/moves.ts';
import { api, apiQuery } from '../api/client.ts';
import { errorText, isRefusal } from '../api/errors.ts';

/** One click for a carrier whose trucks were moved by the dozen. Each is an answer of its own: what is refused meanwhile does not stop the others. */
export function AcceptAll({ moves }: { moves: readonly Move[] }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const accept = useMutation({
    mutationFn: async () => {
      // The move's own id is the key: however often this is repeated, it is one answer.
      for (const { id } of moves)
        await api.moves
          .accept({ headers: { 'idempotency-key': `accept ${id}` }, params: { moveId: id } })
          .catch((error: unknown) => {
            if (!isRefusal(error)) throw error;
          });
    },
    onError: (error) => notifications.show({ color: 'red', message: errorText(error, t) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.moves.key() }),
  });
  if (moves.length < 2) return null;
  return (
    <Button variant="default" loading={accept.isPending} onClick={() => accept.mutate()}>
      {t('moves.acceptAll', { count: moves.length })}
    </Button>
  );
}
