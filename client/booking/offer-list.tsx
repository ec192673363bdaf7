import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../shared/contract/bookings.ts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { offerSentence } from '../parts/offer-sentence.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import { OfferCost } from './offer-cost.tsx';

interface OfferListProps {
  offers: readonly Offer[];
  checkpoints: readonly Checkpoint[];
  /** the slot that is being held right now */
  holdingId: number | undefined;
  /** what the button of an offer says; default: hold it */
  buttonText?: string;
  onHold: (offer: Offer) => void;
}

/** Offers in the order of the server, each with its sentence and what it costs. */
export function OfferList({ offers, checkpoints, holdingId, buttonText, onHold }: OfferListProps) {
  const { t } = useTranslation();
  const dearestMinutes = Math.max(...offers.map(({ cost }) => cost.totalMinutes));
  const isForecast = offers.some(({ cost }) => cost.expectedWaitMinutes !== null);
  return (
    <Stack gap="sm">
      <Text fz="sm" c="dimmed">
        {t('offer.rule')} {!isForecast && t('offer.noForecast')}
      </Text>
      <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {offers.map((offer) => {
          const checkpoint = checkpoints.find(({ id }) => id === offer.slot.checkpointId);
          return (
            checkpoint && (
              <li key={offer.slot.id}>
                <OfferCard offer={offer} checkpoint={checkpoint} dearestMinutes={dearestMinutes}>
                  <Button
                    size="sm"
                    variant="light"
                    loading={holdingId === offer.slot.id}
                    disabled={holdingId !== undefined && holdingId !== offer.slot.id}
                    onClick={() => onHold(offer)}
                  >
                    {buttonText ?? t('booking.hold')}
                  </Button>
                </OfferCard>
              </li>
            )
          );
        })}
      </Stack>
    </Stack>
  );
}

const kindTone = { 'in-window': 'free', before: 'filling', after: 'filling', sibling: 'closed' } as const;

interface OfferCardProps {
  offer: Offer;
  checkpoint: Checkpoint;
  dearestMinutes: number;
  children: React.ReactNode;
}

function OfferCard({ offer, checkpoint, dearestMinutes, children }: OfferCardProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const left = { left: offer.slot.left[offer.count], places: offer.slot.places[offer.count] };
  return (
    <Paper withBorder px="md" py="sm">
      <Group justify="space-between" gap="sm">
        <Stack gap={4} flex={1} miw={200}>
          <Group gap="xs">
            <ToneBadge tone={kindTone[offer.kind]}>{t(`booking.kind.${offer.kind}`)}</ToneBadge>
            {offer.kind === 'sibling' && (
              <Text fz="sm" fw={600}>
                {postNames(checkpoint, i18n.language).both}
              </Text>
            )}
          </Group>
          <BothTimes instant={offer.slot.startsAt} checkpoint={checkpoint} />
          <Text fz="sm">{offerSentence(offer, t, format)}</Text>
          <OfferCost cost={offer.cost} dearestMinutes={dearestMinutes} />
          <Text fz="xs" c="dimmed">
            {t(`booking.leftOf.${offer.count}`, left)}
          </Text>
        </Stack>
        {children}
      </Group>
    </Paper>
  );
}
