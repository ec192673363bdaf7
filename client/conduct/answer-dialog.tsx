import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConductEntry } from '../../shared/contract/conduct.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { FormDialog } from '../parts/form-dialog.tsx';

export type Answer = 'appeal' | 'waive' | 'uphold';

const shortestReason = 3;

/** An appeal, or the decision about one: with its reason. */
export function AnswerDialog({ entry, answer, onClose }: { entry: ConductEntry; answer: Answer; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim().length < shortestReason ? t('conduct.reasonNeeded') : null) },
  });
  const write = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      send([answer, entry.id, reason], (key) =>
        api.conduct[answer]({
          ...{ headers: { 'idempotency-key': key }, params: { entryId: entry.id }, body: { reason: reason.trim() } },
        }),
      ),
    onSuccess: ({ state }) => {
      notifications.show({ message: t(`conduct.done.${state}`, { plate: entry.plate }) });
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.conduct.key() }),
  });
  return (
    <FormDialog
      title={t(`conduct.${answer}Title`, { plate: entry.plate })}
      submitLabel={t(`conduct.${answer}`)}
      pending={write.isPending}
      error={write.error}
      form={form}
      onSubmit={form.onSubmit((values) => write.mutate(values))}
      onClose={onClose}
    >
      <Textarea
        label={t('conduct.reason')}
        description={t(`conduct.${answer}Text`)}
        rows={4}
        maxLength={500}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
