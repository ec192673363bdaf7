import { Modal, Stack } from '@mantine/core';
import { IconCalendarX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Move } from '../../shared/contract/moves.ts';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { OfferList } from '../booking/offer-list.tsx';
import { FormProblem } from '../parts/form-error.tsx';
import { useAnswer } from './use-answer.ts';

interface ChooseSlotProps {
  move: Move;
  checkpoints: readonly Checkpoint[];
  onClose: () => void;
}

/** Slots that this truck could have instead, ranked as when it was booked. */
export function ChooseSlot({ move, checkpoints, onClose }: ChooseSlotProps) {
  const { t } = useTranslation();
  // Never from before: a place that is gone would be offered.
  const offers = useQuery(apiQuery.moves.offer.queryOptions({ input: { moveId: move.id }, staleTime: 0, gcTime: 0 }));
  const choose = useAnswer(onClose);
  const chosen =
    choose.isPending && choose.variables.answer.kind === 'choose' ? choose.variables.answer.slotId : undefined;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('moves.chooseTitle', { plate: move.plate })}
    >
      <Stack>
        <FormProblem error={choose.error} />
        {offers.isPending && <LoadingLines count={4} height={86} />}
        {offers.isError && <LoadFailed error={offers.error} retry={() => void offers.refetch()} />}
        {offers.data?.offers.length === 0 && (
          <Message icon={IconCalendarX} title={t('booking.noOffers')} text={t('moves.noOffersText')} />
        )}
        {offers.data && offers.data.offers.length > 0 && (
          <OfferList
            offers={offers.data.offers}
            checkpoints={checkpoints}
            holdingId={chosen}
            buttonText={t('moves.take')}
            onHold={(offer) => choose.mutate({ move, answer: { kind: 'choose', slotId: offer.slot.id } })}
          />
        )}
      </Stack>
    </Modal>
  );
}
