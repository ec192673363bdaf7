import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../../shared/contract/bookings.ts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useIsDemo } from '../api/caller.ts';
import { api } from '../api/client.ts';
import { alternativesOf, apiErrorOf } from '../api/errors.ts';
import { blockedRulesOf } from '../compliance/blocked-rules.ts';
import { missingDocuments } from '../compliance/rule-sentence.ts';
import { useSlots, useWatchCheckpoint } from '../live/use-live.ts';
import { FormError, showError } from '../parts/form-error.tsx';
import { JoinWaitlist } from '../waitlist/join-waitlist.tsx';
import { ChosenSlot } from './chosen-slot.tsx';
import { CrossingFields } from './crossing-fields.tsx';
import { exampleTruck } from './example-truck.ts';
import { OfferResult } from './offer-result.tsx';
import { TruckFields } from './truck-fields.tsx';
import { type TruckFormValues, truckOf, useTruckForm, wishOf } from './truck-form.ts';
import { useHold } from './use-hold.ts';

interface AskForSlotsProps {
  checkpoints: readonly Checkpoint[];
  initial: TruckFormValues;
  /** a slot chosen on the heat map */
  slotId: number | undefined;
  onOtherSlot: () => void;
  onHeld: (booking: Booking, values: TruckFormValues) => void;
}

export function AskForSlots({ checkpoints, initial, slotId, onOtherSlot, onHeld }: AskForSlotsProps) {
  const { t } = useTranslation();
  const isDemo = useIsDemo();
  const form = useTruckForm(initial);
  const checkpoint = checkpoints.find(({ id }) => id === form.values.checkpointId);
  const kzZone = checkpoint?.kzZone ?? 'Asia/Almaty';
  // What is blocked is said with its rules, beside the form: it is seldom the one field that the code names.
  const refused = (error: unknown) => !blockedRulesOf(error) && showError(form, apiErrorOf(error), t);
  useWatchCheckpoint(initial.checkpointId || undefined);
  const chosen = useSlots(initial.checkpointId).get(slotId ?? -1);

  const find = useMutation({
    mutationFn: (values: TruckFormValues) => {
      const { driverName: _, ...truck } = truckOf(values);
      const { checkpointId, direction } = values;
      return api.bookings.offer({ ...truck, checkpointId, direction, ...wishOf(values, kzZone) });
    },
    // What a hold was answered with is about other values by now.
    onMutate: () => hold.reset(),
    onError: refused,
  });
  const hold = useHold((booking) => onHeld(booking, form.getValues()), refused);
  // The button stands below the fields or beside them: what is wrong may be out of sight.
  const goToFirst = (wrong: typeof form.errors) => form.getInputNode(Object.keys(wrong)[0] ?? '')?.focus();
  const holdSlot = (id: number) => form.onSubmit((values) => hold.mutate({ slotId: id, values, kzZone }), goToFirst)();
  const alternatives = alternativesOf(hold.error);
  const blocked = blockedRulesOf(slotId ? hold.error : (hold.error ?? find.error));
  const { hsCode } = form.values.cargo;
  const askedFor = find.variables?.cargo.hsCode ?? (blocked && hsCode);
  const missing = missingDocuments(hsCode === askedFor ? (blocked ?? find.data?.screening.rules ?? []) : []);

  // The hours of a slot that is full, or those that offers were asked for.
  const asked = alternatives.length > 0 ? hold.variables?.values : find.variables;
  const hours =
    slotId && chosen ? { earliestAt: chosen.startsAt, latestAt: chosen.endsAt } : asked && wishOf(asked, kzZone);

  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" style={{ alignItems: 'start' }}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => (slotId ? hold.mutate({ slotId, values, kzZone }) : find.mutate(values)),
          goToFirst,
        )}
      >
        <Stack>
          {slotId && checkpoint ? (
            <ChosenSlot slot={chosen} checkpoint={checkpoint} onOther={onOtherSlot} />
          ) : (
            <CrossingFields form={form} checkpoints={checkpoints} />
          )}
          <TruckFields form={form} missing={missing} />
          {!blocked && (
            <FormError error={find.error ?? (slotId && alternatives.length === 0 ? hold.error : null)} form={form} />
          )}
          <Group>
            <Button type="submit" size="md" loading={find.isPending || (hold.isPending && slotId !== undefined)}>
              {t(slotId ? 'booking.hold' : 'booking.find')}
            </Button>
            {isDemo && (
              <Button variant="subtle" onClick={() => form.setValues(exampleTruck(checkpoint?.neighbour ?? 'RU'))}>
                {t('booking.example')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
      <OfferResult
        checkpoints={checkpoints}
        screening={find.data?.screening}
        blocked={blocked}
        offers={alternatives.length > 0 ? alternatives : find.data?.offers}
        areAlternatives={alternatives.length > 0}
        isPending={find.isPending}
        isHidden={slotId !== undefined && alternatives.length === 0}
        holdingId={hold.isPending ? hold.variables.slotId : undefined}
        problem={slotId && alternatives.length === 0 ? null : hold.error}
        more={
          asked &&
          hours && (
            <JoinWaitlist
              key={JSON.stringify(asked)}
              values={asked}
              hours={hours}
              hasRoom={alternatives.length === 0 && (find.data?.offers ?? []).some(({ kind }) => kind === 'in-window')}
            />
          )
        }
        onHold={(offer) => holdSlot(offer.slot.id)}
      />
    </SimpleGrid>
  );
}
