import { NumberInput, Select, SimpleGrid, Slider, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type RoundSchedule, roundScheduleSchema } from '../../shared/contract/rounds.ts';
import { api } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { showError } from '../parts/form-error.tsx';
import { scheduleQuery } from './plans-query.ts';
import { usePlanText } from './use-plan-text.ts';

/** What a day can be divided into, of what the server takes. */
const rhythms = [5, 10, 15, 30, 60, 120, 180, 240, 360, 480, 720, 1440];

interface ChangeScheduleProps {
  schedule: RoundSchedule;
  onClose: () => void;
}

/** When rounds close, are planned and published: changed by a planner, with the reason for the audit. */
export function ChangeSchedule({ schedule, onClose }: ChangeScheduleProps) {
  const { t } = useTranslation();
  const text = usePlanText();
  const queryClient = useQueryClient();
  const send = useIntentKeys();
  const form = useForm({
    initialValues: { ...schedule, reason: '' },
    validate: ({ reason, ...wished }) => {
      const wrong = roundScheduleSchema.safeParse(wished).error?.issues[0]?.path[0];
      return {
        ...(wrong === undefined
          ? {}
          : { [String(wrong)]: t(`rounds.wrong.${wrong === 'firstClosing' ? 'time' : 'minutes'}`) }),
        ...(reason.trim().length >= 3 ? {} : { reason: t('rounds.wrong.reason') }),
      };
    },
  });

  const change = useMutation({
    mutationFn: ({ reason, ...wished }: typeof form.values) => {
      const body = { schedule: wished, replaces: schedule, reason };
      return send(body, (key) => api.roundSchedule.change({ headers: { 'idempotency-key': key }, body }));
    },
    onSuccess: (changed) => {
      queryClient.setQueryData(scheduleQuery.queryKey, changed);
      notifications.show({ message: t('rounds.changed') });
      onClose();
    },
    onError: (error) => showError(form, apiErrorOf(error), t),
  });

  const minutes = { allowDecimal: false, allowNegative: false, max: 720 } as const;
  return (
    <FormDialog
      title={t('rounds.change')}
      submitLabel={t('rounds.save')}
      form={form}
      error={change.error}
      pending={change.isPending}
      onSubmit={form.onSubmit((values) => change.mutate(values))}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput type="time" label={t('rounds.field.firstClosing')} {...form.getInputProps('firstClosing')} />
        <Select
          label={t('rounds.field.everyMinutes')}
          allowDeselect={false}
          data={[...new Set([...rhythms, schedule.everyMinutes])].map((each) => ({
            value: String(each),
            label: text.minutes(each),
          }))}
          value={String(form.values.everyMinutes)}
          onChange={(value) => form.setFieldValue('everyMinutes', Number(value))}
          error={form.errors.everyMinutes}
        />
        <NumberInput
          label={t('rounds.field.planAfterMinutes')}
          {...minutes}
          {...form.getInputProps('planAfterMinutes')}
        />
        <NumberInput
          label={t('rounds.field.publishAfterMinutes')}
          {...minutes}
          {...form.getInputProps('publishAfterMinutes')}
        />
        <NumberInput label={t('rounds.field.horizonDays')} min={1} max={14} {...form.getInputProps('horizonDays')} />
      </SimpleGrid>
      <div>
        <Text fz="sm" fw={500} id="fairness-strength">
          {t('rounds.field.fairnessStrength', { strength: text.number(form.values.fairnessStrength) })}
        </Text>
        <Text fz="xs" c="dimmed" mb={4}>
          {t('rounds.field.fairnessHint')}
        </Text>
        <Slider
          min={0}
          max={2}
          step={0.1}
          label={text.number}
          thumbProps={{ 'aria-labelledby': 'fairness-strength' }}
          {...form.getInputProps('fairnessStrength')}
        />
      </div>
      <Textarea label={t('rounds.field.reason')} rows={2} maxLength={500} {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
