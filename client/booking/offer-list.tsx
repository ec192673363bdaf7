import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../shared/contract/bookings.ts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';

interface OfferListProps {
  offers: readonly Offer[];
  checkpoints: readonly Checkpoint[];
  /** the slot that is being held right now */
  holdingId: number | undefined;
  onHold: (offer: Offer) => void;
}

/** Offers in the order of the server, each with its reasons. */
export function OfferList({ offers, checkpoints, holdingId, onHold }: OfferListProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
      {offers.map((offer) => {
        const checkpoint = checkpoints.find(({ id }) => id === offer.slot.checkpointId);
        return (
          checkpoint && (
            <li key={offer.slot.id}>
              <OfferCard offer={offer} checkpoint={checkpoint}>
                <Button
                  size="sm"
                  variant="light"
                  loading={holdingId === offer.slot.id}
                  disabled={holdingId !== undefined && holdingId !== offer.slot.id}
                  onClick={() => onHold(offer)}
                >
                  {t('booking.hold')}
                </Button>
              </OfferCard>
            </li>
          )
        );
      })}
    </Stack>
  );
}

const kindTone = { 'in-window': 'free', before: 'filling', after: 'filling', sibling: 'closed' } as const;

function OfferCard({
  offer,
  checkpoint,
  children,
}: {
  offer: Offer;
  checkpoint: Checkpoint;
  children: React.ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const reasons = [
    shiftText(offer.shiftMinutes, t, format.minutes),
    ...(offer.detourKm > 0 ? [t('booking.detour', { km: format.number(offer.detourKm) })] : []),
    t(`booking.leftOf.${offer.count}`, { left: offer.slot.left[offer.count], places: offer.slot.places[offer.count] }),
  ];
  return (
    <Paper withBorder px="md" py="sm">
      <Group justify="space-between" gap="sm">
        <Stack gap={3} flex={1} miw={200}>
          <Group gap="xs">
            <ToneBadge tone={kindTone[offer.kind]}>{t(`booking.kind.${offer.kind}`)}</ToneBadge>
            {offer.kind === 'sibling' && (
              <Text fz="sm" fw={600}>
                {postNames(checkpoint, i18n.language).both}
              </Text>
            )}
          </Group>
          <BothTimes instant={offer.slot.startsAt} checkpoint={checkpoint} />
          <Text fz="xs" c="dimmed">
            {reasons.join(' · ')}
          </Text>
        </Stack>
        {children}
      </Group>
    </Paper>
  );
}

/** @returns how far an offer lies from the earliest time, in words */
export function shiftText(shiftMinutes: number, t: TFunction, minutes: (count: number) => string): string {
  if (shiftMinutes === 0) return t('booking.atOnce');
  return t(shiftMinutes > 0 ? 'booking.later' : 'booking.earlier', { duration: minutes(shiftMinutes) });
}
