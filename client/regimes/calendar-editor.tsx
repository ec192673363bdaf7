import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { FormError } from '../parts/form-error.tsx';
import { useStartPreview } from '../previews/use-start-preview.ts';
import { type CalendarSet, type HourRange, type SideHour, setOf, spanOf } from './calendar-hours.ts';
import { CalendarStrip } from './calendar-strip.tsx';
import { NumberNow } from './number-now.tsx';

const serverFields = ['lanes', 'scanners', 'bays'] as const satisfies readonly (keyof CalendarSet)[];
const minuteFields = [
  'documentMinutes',
  'scanMinutes',
  'examinationMinutes',
] as const satisfies readonly (keyof CalendarSet)[];
const shareFields = ['scanShare', 'examinationShare'] as const satisfies readonly (keyof CalendarSet)[];

const untyped = (): Record<keyof CalendarSet, number | string> => ({
  lanes: '',
  scanners: '',
  bays: '',
  documentMinutes: '',
  scanMinutes: '',
  examinationMinutes: '',
  scanShare: '',
  examinationShare: '',
});

interface CalendarEditorProps {
  checkpoint: Checkpoint;
  direction: Direction;
  side: 'kz' | 'neighbour';
  hours: readonly SideHour[];
}

/** Changes lanes, minutes and shares of every day for a run of hours; nothing is changed before its preview is applied. */
export function CalendarEditor({ checkpoint, direction, side, hours }: CalendarEditorProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = useForm({
    initialValues: { range: { from: 8, to: 8 } as HourRange, set: untyped(), reason: '' },
    validate: {
      reason: (value) => (value.trim().length >= 3 ? null : t('checkpoint.closureReason')),
      set: (typed) => (Object.keys(setOf(typed)).length > 0 ? null : t('regimes.field.effect')),
    },
  });
  const start = useStartPreview({ form });
  const { range, set } = form.values;
  const lanes = set.lanes === '' ? undefined : Number(set.lanes);
  // Another run of hours is another change: what was typed for the one is not meant for the other.
  const chooseRange = (next: HourRange) => form.setValues({ range: next });
  const hourChoices = hours.map(({ localHour }) => ({ value: String(localHour), label: `${localHour}:00` }));
  const hourEnds = hours.map(({ localHour }) => ({ value: String(localHour), label: `${localHour}:59` }));
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        start.mutate({
          kind: 'calendar',
          checkpointId: checkpoint.id,
          direction,
          side,
          fromLocalHour: values.range.from,
          toLocalHour: values.range.to,
          set: setOf(values.set),
          reason: values.reason.trim(),
        }),
      )}
    >
      <Stack gap="sm">
        <CalendarStrip
          hours={hours}
          range={range}
          lanes={lanes}
          onRange={chooseRange}
          onLanes={(next) => form.setFieldValue('set.lanes', Math.min(next, 100))}
        />
        <Text fz="xs" c="dimmed">
          {t('rules.stripHint')}
        </Text>
        <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="sm">
          <Select
            label={t('rules.from')}
            allowDeselect={false}
            data={hourChoices}
            value={String(range.from)}
            onChange={(value) => chooseRange({ ...range, from: Number(value) })}
          />
          <Select
            label={t('rules.to')}
            allowDeselect={false}
            data={hourEnds}
            value={String(range.to)}
            onChange={(value) => chooseRange({ ...range, to: Number(value) })}
          />
          {serverFields.map((kind) => (
            <NumberNow
              key={kind}
              label={t(`regimes.form.${kind}`)}
              now={spanOf(hours, range, kind)}
              allowDecimal={false}
              {...form.getInputProps(`set.${kind}`)}
            />
          ))}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="sm">
          {minuteFields.map((kind) => (
            <NumberNow
              key={kind}
              label={t(`regimes.form.${kind}`)}
              now={spanOf(hours, range, kind)}
              {...form.getInputProps(`set.${kind}`)}
            />
          ))}
          {shareFields.map((kind) => (
            <NumberNow
              key={kind}
              label={t(`rules.${kind}`)}
              now={spanOf(hours, range, kind)}
              read={format.percent}
              suffix=" %"
              {...form.getInputProps(`set.${kind}`)}
            />
          ))}
        </SimpleGrid>
        {form.errors.set && (
          <Text fz="sm" c="var(--mantine-color-error)" role="alert">
            {form.errors.set}
          </Text>
        )}
        <Group align="flex-end" gap="sm">
          <TextInput
            flex={1}
            miw={220}
            label={t('checkpoint.reason')}
            maxLength={500}
            {...form.getInputProps('reason')}
          />
          <Button variant="default" onClick={() => form.setFieldValue('set', untyped())}>
            {t('rules.reset')}
          </Button>
          <Button type="submit" loading={start.isPending}>
            {t('previews.compute')}
          </Button>
        </Group>
        <FormError error={start.error} form={form} />
      </Stack>
    </form>
  );
}
