import { Button, Group, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHourglassEmpty } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { type TruckFormValues, truckOf } from '../booking/truck-form.ts';
import { FormProblem } from '../parts/form-error.tsx';

interface JoinWaitlistProps {
  values: TruckFormValues;
  hours: { earliestAt: string; latestAt: string };
  /** whether there is room in the hours that were asked for */
  hasRoom: boolean;
}

/** Waits for a place in the hours that were asked for, instead of taking one of the others. */
export function JoinWaitlist({ values, hours, hasRoom }: JoinWaitlistProps) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const join = useMutation({
    mutationFn: () => {
      const { checkpointId, direction } = values;
      const body = { ...truckOf(values), ...hours, checkpointId, direction };
      return send(body, (key) => api.waitlist.join({ headers: { 'idempotency-key': key }, body }));
    },
    onSuccess: ({ plate }) => {
      notifications.show({ message: t('waitlist.joinDone', { plate }) });
      void queryClient.invalidateQueries({ queryKey: apiQuery.waitlist.key() });
      return navigate('/waitlist');
    },
  });
  return (
    <Paper withBorder px="md" py="sm" style={{ borderStyle: 'dashed' }} bg="transparent">
      <Group justify="space-between" gap="sm">
        <Text fz="sm" flex={1} miw={220}>
          {t(hasRoom ? 'waitlist.joinNeedless' : 'waitlist.joinText')}
        </Text>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconHourglassEmpty size={16} />}
          loading={join.isPending}
          onClick={() => join.mutate()}
        >
          {t('waitlist.join')}
        </Button>
      </Group>
      <FormProblem error={join.error} />
    </Paper>
  );
}
