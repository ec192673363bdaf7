import { Button, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useIntentKeys } from '../api/idempotency.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { declineProposal, proposalsKey } from './proposals-query.ts';

const shortestReason = 3;

/** Says no, with a reason. */
export function DeclineProposal({ proposalId }: { proposalId: string }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('proposals.decline')}
      </Button>
      {opened && <DeclineDialog proposalId={proposalId} onClose={close} />}
    </>
  );
}

function DeclineDialog({ proposalId, onClose }: { proposalId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { reason: '' },
    validate: {
      reason: (reason) => (reason.trim().length < shortestReason ? t('proposals.reasonNeeded') : null),
    },
  });
  const decline = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      send([proposalId, reason], (key) => declineProposal(proposalId, reason, key)),
    onSuccess: () => {
      onClose();
      return queryClient.invalidateQueries({ queryKey: proposalsKey });
    },
  });
  return (
    <FormDialog
      title={t('proposals.decline')}
      submitLabel={t('proposals.decline')}
      pending={decline.isPending}
      error={decline.error}
      form={form}
      onSubmit={form.onSubmit((values) => decline.mutate(values))}
      onClose={onClose}
    >
      <Textarea
        label={t('proposals.reason')}
        description={t('proposals.declineText')}
        rows={3}
        maxLength={500}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
