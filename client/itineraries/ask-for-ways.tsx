import { Button, Group, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Corridor } from '../../shared/contract/corridors.ts';
import type { Itinerary } from '../../shared/contract/itineraries.ts';
import { useIsDemo } from '../api/caller.ts';
import { api } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { exampleTruck } from '../booking/example-truck.ts';
import { TruckFields } from '../booking/truck-fields.tsx';
import { blockedRulesOf } from '../compliance/blocked-rules.ts';
import { missingDocuments } from '../compliance/rule-sentence.ts';
import { serverClock } from '../live/server-clock.ts';
import { FormError, showError } from '../parts/form-error.tsx';
import { NeedsFields } from '../sailings/needs-fields.tsx';
import { CorridorFields } from './corridor-fields.tsx';
import styles from './itineraries.module.css';
import type { Places } from './places.ts';
import { RulesFields } from './rules-fields.tsx';
import { useHoldWay } from './use-itinerary.ts';
import { hasShip, initialTimes, useWayForm, type WayFormValues, type WayWish, wayWishOf, zonesOf } from './way-form.ts';
import { WayResult } from './way-result.tsx';

interface AskForWaysProps {
  corridors: readonly Corridor[];
  places: Places;
  initial: WayFormValues;
  /** keeps what was chosen in the address */
  onChoose: (corridorId: string, isReversed: boolean) => void;
  onHeld: (itinerary: Itinerary) => void;
}

/** What an offer depends on: the driver may be named at any time. */
const asked = ({ driverName: _, ...wish }: WayWish) => JSON.stringify(wish);

/** One application for the whole way, and the ways that it is offered. */
export function AskForWays({ corridors, places, initial, onChoose, onHeld }: AskForWaysProps) {
  const { t } = useTranslation();
  const isDemo = useIsDemo();
  const corridorOf = (id: string) => corridors.find((corridor) => corridor.id === id);
  const zonesFor = ({ corridorId, isReversed }: WayFormValues) => zonesOf(corridorOf(corridorId), isReversed);
  const form = useWayForm(initial, zonesFor);
  const corridor = corridorOf(form.values.corridorId);
  const wish = wayWishOf(form.values, zonesFor(form.values));
  // What is blocked is said with its rules, beside the form: it is seldom the one field that the code names.
  const refused = (error: unknown) => !blockedRulesOf(error) && showError(form, apiErrorOf(error), t);

  const find = useMutation({
    mutationFn: (wanted: WayWish) => {
      const { driverName: _, ...question } = wanted;
      return api.itineraries.offer(question);
    },
    // What a hold was answered with is about other values by now.
    onMutate: () => hold.reset(),
    onError: refused,
  });
  const hold = useHoldWay(onHeld, refused);
  const goToFirst = (wrong: typeof form.errors) => form.getInputNode(Object.keys(wrong)[0] ?? '')?.focus();
  const search = form.onSubmit((values) => find.mutate(wayWishOf(values, zonesFor(values))), goToFirst);
  const blocked = blockedRulesOf(hold.error ?? find.error);

  const choose = (corridorId: string, isReversed: boolean) => {
    const next = corridorOf(corridorId);
    form.setValues({ corridorId, isReversed, ...initialTimes(serverClock.now(), next, isReversed) });
    form.clearFieldError('corridorId');
    onChoose(corridorId, isReversed);
  };

  return (
    <div className={styles.ask}>
      <form noValidate onSubmit={search}>
        <Stack>
          <CorridorFields form={form} corridors={corridors} places={places} onChoose={choose} />
          <TruckFields form={form} missing={missingDocuments(blocked ?? find.data?.screening.rules ?? [])} />
          {hasShip(corridor) && <NeedsFields form={form} note={t('itineraries.shipText')} />}
          <RulesFields form={form} />
          {!blocked && <FormError error={find.error} form={form} />}
          <Group>
            <Button type="submit" size="md" loading={find.isPending}>
              {t('itineraries.find')}
            </Button>
            {isDemo && (
              <Button
                variant="subtle"
                onClick={() =>
                  form.setValues(exampleTruck(corridor?.to.country === 'KZ' ? 'RU' : (corridor?.to.country ?? 'RU')))
                }
              >
                {t('booking.example')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
      <WayResult
        places={places}
        corridor={corridorOf(find.variables?.corridorId ?? '')}
        asked={find.variables}
        answer={find.data}
        blocked={blocked}
        isPending={find.isPending}
        isOutdated={find.variables !== undefined && asked(wish) !== asked(find.variables)}
        tried={hold.variables?.offer}
        isHolding={hold.isPending}
        problem={hold.error}
        onHold={(offer) =>
          form.onSubmit((values) => hold.mutate({ wish: wayWishOf(values, zonesFor(values)), offer }), goToFirst)()
        }
        onSearchAgain={() => search()}
      />
    </div>
  );
}
