import { Checkbox, Fieldset, SegmentedControl, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { toInstant, toLocal } from '../parts/local-time.ts';
import { kazakhZones, type RegimeForm, zoneOf } from './regime-form.ts';

interface PeriodFieldsProps {
  form: RegimeForm;
  /** whose clocks they are; undefined while none is chosen */
  checkpoint: Checkpoint | undefined;
}

/** From when to when, on the clock of one's choice; under each time stands the other clock. */
export function PeriodFields({ form, checkpoint }: PeriodFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const countryName = useCountryName();
  const zones = checkpoint ?? kazakhZones;
  const { clock, startsAt, endsAt, openEnd } = form.values;
  const zone = zoneOf(clock, zones);
  const otherZone = zoneOf(clock === 'kz' ? 'neighbour' : 'kz', zones);
  const otherCountry = clock === 'kz' ? checkpoint?.neighbour : 'KZ';
  const across = (local: string) => {
    const instant = toInstant(local, zone);
    if (!instant || !otherCountry) return undefined;
    return `${countryName(otherCountry)}: ${format.dayAndTime(instant, otherZone)}`;
  };
  const chooseClock = (next: string) => {
    const moved = (local: string) => {
      const instant = toInstant(local, zone);
      return instant ? toLocal(instant, otherZone) : local;
    };
    if (next === clock) return;
    form.setValues({ clock: next === 'kz' ? 'kz' : 'neighbour', startsAt: moved(startsAt), endsAt: moved(endsAt) });
  };
  const order: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];
  return (
    <Fieldset legend={t('regimes.form.period')} radius="lg">
      {checkpoint && (
        <SegmentedControl
          size="xs"
          mb="xs"
          aria-label={t('regimes.form.clock')}
          value={clock}
          onChange={chooseClock}
          data={[
            { value: 'kz', label: t('regimes.form.clockOf', { country: countryName('KZ') }) },
            { value: 'neighbour', label: t('regimes.form.clockOf', { country: countryName(checkpoint.neighbour) }) },
          ]}
        />
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          type="datetime-local"
          label={t('regimes.form.from')}
          description={across(startsAt)}
          inputWrapperOrder={order}
          {...form.getInputProps('startsAt')}
        />
        <TextInput
          type="datetime-local"
          label={t('regimes.form.to')}
          description={openEnd ? undefined : across(endsAt)}
          inputWrapperOrder={order}
          disabled={openEnd}
          {...form.getInputProps('endsAt')}
        />
      </SimpleGrid>
      <Checkbox mt="sm" label={t('regimes.form.openEnd')} {...form.getInputProps('openEnd', { type: 'checkbox' })} />
    </Fieldset>
  );
}
