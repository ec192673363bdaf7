import { Button, Group, Modal, Paper, Stack, Text } from '@mantine/core';
import { IconCalendarX, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ChangeRules } from '../../shared/contract/booking-changes.ts';
import type { Offer } from '../../shared/contract/bookings.ts';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import type { ChangeDialogProps } from './change-dialog.ts';
import { useChangeRules } from './change-rules-query.ts';
import { useChange } from './use-change.ts';

/** Moves a booking within its window: the places that there are, the nearest first. */
export function ChangeSlot({ booking, checkpoint, onClose }: ChangeDialogProps) {
  const { t } = useTranslation();
  const rules = useChangeRules(booking.id);
  const offers = useQuery(
    apiQuery.bookingChanges.offer.queryOptions({ input: { bookingId: booking.id }, staleTime: 0, gcTime: 0 }),
  );
  const change = useChange(booking, onClose);
  const failed = rules.error ?? offers.error;
  const slot = rules.data?.slot;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('bookingChanges.slotTitle', { plate: booking.vehicle.plate })}
    >
      <Stack>
        <FormProblem error={change.error} />
        {!failed && !(slot && offers.data) && <LoadingLines count={4} height={64} />}
        {failed && <LoadFailed error={failed} retry={() => void Promise.all([rules.refetch(), offers.refetch()])} />}
        {slot && !slot.isAllowed && (
          <Message
            icon={IconLock}
            title={t('bookingChanges.slotLocked')}
            text={t(`bookingChanges.because.${slot.because ?? 'not-active'}`)}
          />
        )}
        {slot?.isAllowed && (
          <>
            <SlotRule slot={slot} zone={checkpoint.kzZone} />
            {offers.data?.offers.length === 0 && (
              <Message
                icon={IconCalendarX}
                title={t('bookingChanges.noOffers')}
                text={t('bookingChanges.noOffersText')}
              />
            )}
            <Stack gap="xs" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
              {offers.data?.offers.map((offer) => (
                <li key={offer.slot.id}>
                  <Paper withBorder px="md" py="xs">
                    <Group justify="space-between" gap="sm">
                      <div>
                        <BothTimes instant={offer.slot.startsAt} checkpoint={checkpoint} />
                        <OfferText offer={offer} />
                      </div>
                      <Button
                        size="xs"
                        variant="light"
                        disabled={change.isPending}
                        loading={
                          change.isPending &&
                          change.variables.kind === 'slot' &&
                          change.variables.slotId === offer.slot.id
                        }
                        onClick={() => change.mutate({ kind: 'slot', slotId: offer.slot.id })}
                      >
                        {t('bookingChanges.take')}
                      </Button>
                    </Group>
                  </Paper>
                </li>
              ))}
            </Stack>
          </>
        )}
      </Stack>
    </Modal>
  );
}

function SlotRule({ slot, zone }: { slot: ChangeRules['slot']; zone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Text fz="sm">
      {t('bookingChanges.slotRule', {
        until: format.dayAndTime(slot.until, zone),
        from: format.dayAndTime(slot.earliestAt, zone),
        to: format.dayAndTime(slot.latestAt, zone),
      })}{' '}
      {t('bookingChanges.slotLeft', { count: slot.left })}
    </Text>
  );
}

function OfferText({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { shiftMinutes, slot, count, cost } = offer;
  const wait = cost.expectedWaitMinutes;
  return (
    <Text fz="xs" c="dimmed">
      {t(shiftMinutes < 0 ? 'bookingChanges.earlier' : 'bookingChanges.later', {
        duration: format.minutes(shiftMinutes),
      })}
      {' · '}
      {t(`booking.leftOf.${count}`, { left: slot.left[count], places: slot.places[count] })}
      {wait !== null && ` · ${t('bookingChanges.wait', { duration: format.minutes(wait) })}`}
    </Text>
  );
}
