import { SegmentedControl, SimpleGrid, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { serversOpenSchema } from '../../shared/contract/regimes.ts';
import { type Direction, directionSchema, sideSchema } from '../../shared/words.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { serverClock } from '../live/server-clock.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { toInstant } from '../parts/local-time.ts';
import { useStartPreview } from '../previews/use-start-preview.ts';
import { NumberNow } from './number-now.tsx';
import { serverKinds, type Typed } from './regime-form.ts';
import { ShortPeriod, shortPeriod, useShortPeriodRules } from './short-period.tsx';
import { useCalendarNow } from './use-calendar-now.ts';
import { WaysField } from './ways-field.tsx';

interface NewShiftProps {
  checkpoint: Checkpoint;
  direction: Direction;
  onClose: () => void;
}

type Open = Record<(typeof serverKinds)[number], Typed>;

const openOf = (typed: Open) =>
  serversOpenSchema.parse(Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== '')));

/** Other lanes, scanners or bays for some hours. */
export function NewShift({ checkpoint, direction, onClose }: NewShiftProps) {
  const { t } = useTranslation();
  const countryName = useCountryName();
  const { kzZone } = checkpoint;
  const form = useForm({
    initialValues: {
      side: 'kz',
      direction: direction as string,
      ...shortPeriod(serverClock.now(), kzZone),
      open: { lanes: '', scanners: '', bays: '' } as Open,
      reason: '',
    },
    validate: {
      ...useShortPeriodRules(kzZone),
      open: (typed: Open) => (Object.values(typed).some((value) => value !== '') ? null : t('regimes.field.effect')),
      reason: (value: string) => (value.trim().length >= 3 ? null : t('checkpoint.closureReason')),
    },
  });
  const start = useStartPreview({ form });
  const side = sideSchema.parse(form.values.side);
  const way = directionSchema.nullable().catch(null).parse(form.values.direction);
  const now = useCalendarNow([checkpoint.id], side, way);
  return (
    <FormDialog
      title={t('rules.newShift')}
      submitLabel={t('previews.compute')}
      form={form}
      error={start.error}
      pending={start.isPending}
      onSubmit={form.onSubmit(({ startsAt, endsAt, open, reason }) =>
        start.mutate({
          kind: 'shift',
          checkpointId: checkpoint.id,
          direction: way,
          side,
          startsAt: toInstant(startsAt, kzZone) ?? '',
          endsAt: toInstant(endsAt, kzZone) ?? '',
          open: openOf(open),
          reason: reason.trim(),
        }),
      )}
      onClose={onClose}
    >
      <Text c="dimmed" fz="sm">
        {t('previews.nothingYet')}
      </Text>
      <SegmentedControl
        fullWidth
        aria-label={t('regimes.form.side')}
        data={sideSchema.options.map((value) => ({
          value,
          label: countryName(value === 'kz' ? 'KZ' : checkpoint.neighbour),
        }))}
        {...form.getInputProps('side')}
      />
      <WaysField {...form.getInputProps('direction')} />
      <ShortPeriod startsAt={form.getInputProps('startsAt')} endsAt={form.getInputProps('endsAt')} />
      <SimpleGrid cols={3} spacing="sm">
        {serverKinds.map((kind) => (
          <NumberNow
            key={kind}
            label={t(`regimes.form.${kind}`)}
            now={now(kind)}
            allowDecimal={false}
            max={100}
            {...form.getInputProps(`open.${kind}`)}
          />
        ))}
      </SimpleGrid>
      {form.errors.open && (
        <Text fz="sm" c="var(--mantine-color-error)" role="alert">
          {form.errors.open}
        </Text>
      )}
      <Textarea label={t('checkpoint.reason')} autosize minRows={2} maxLength={500} {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
