import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Move } from '../../shared/contract/moves.ts';
import { api, apiQuery } from '../api/client.ts';
import { errorText } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';

type Answer = { kind: 'accept' | 'cancel' } | { kind: 'choose'; slotId: number };

/** Sends the answer to a move; a repeat after a lost answer carries the same key. The lists are then asked for again. */
export function useAnswer(onDone?: () => void) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ move, answer }: { move: Move; answer: Answer }) =>
      send({ moveId: move.id, answer }, (key): Promise<unknown> => {
        const request = { headers: { 'idempotency-key': key }, params: { moveId: move.id } };
        return answer.kind === 'choose'
          ? api.moves.choose({ ...request, body: { slotId: answer.slotId } })
          : api.moves[answer.kind](request);
      }),
    onSuccess: (_, { move, answer }) => {
      notifications.show({ message: t(`moves.done.${answer.kind}`, { plate: move.plate }) });
      onDone?.();
    },
    onError: (error, { move }) => notifications.show({ color: 'red', title: move.plate, message: errorText(error, t) }),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: apiQuery.moves.key() }),
        queryClient.invalidateQueries({ queryKey: apiQuery.bookings.key() }),
      ]),
  });
}
