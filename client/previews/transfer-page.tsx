import {
  Anchor,
  Button,
  Container,
  Group,
  NumberInput,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { ForRoles, LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { serverClock } from '../live/server-clock.ts';
import { DirectionToggle } from '../parts/direction.tsx';
import { FormError } from '../parts/form-error.tsx';
import { readTransfer, transferOf } from './transfer-form.ts';
import { useStartPreview } from './use-start-preview.ts';

/** Sends trucks of one checkpoint and day to another; as always by way of a preview. */
export function TransferPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('previews.transfer.title')} · Otkel`);
  const checkpoints = useQuery(checkpointsQuery);
  return (
    <ForRoles roles={['planner']}>
      <Container size="md" py="md" w="100%">
        <Anchor component={Link} to="/regimes" fz="sm" display="inline-flex" style={{ alignItems: 'center' }}>
          <IconChevronLeft size={16} aria-hidden /> {t('regimes.title')}
        </Anchor>
        <Title order={1} mt={4}>
          {t('previews.transfer.title')}
        </Title>
        <Text c="dimmed" mb="md">
          {t('previews.transfer.text')}
        </Text>
        {checkpoints.isPending && <LoadingLines count={4} height={64} />}
        {checkpoints.isError && <LoadFailed error={checkpoints.error} retry={() => void checkpoints.refetch()} />}
        {checkpoints.data && <Transfer checkpoints={checkpoints.data} />}
      </Container>
    </ForRoles>
  );
}

function Transfer({ checkpoints }: { checkpoints: readonly Checkpoint[] }) {
  const { t, i18n } = useTranslation();
  const [search] = useSearchParams();
  const [initial] = useState(() => readTransfer(search, serverClock.now()));
  const form = useForm({
    initialValues: initial,
    validate: {
      fromCheckpointId: (value) => (value ? null : t('booking.field.checkpoint')),
      toCheckpointId: (value, { fromCheckpointId }) =>
        value && value !== fromCheckpointId ? null : t('previews.transfer.other'),
      day: (value) => (value ? null : t('booking.field.time')),
      trucks: (value) => (Number(value) >= 1 ? null : t('previews.transfer.atLeastOne')),
      reason: (value) => (value.trim().length >= 3 ? null : t('checkpoint.closureReason')),
    },
  });
  const start = useStartPreview({ form });
  const from = checkpoints.find(({ id }) => id === form.values.fromCheckpointId);
  const choices = (fits: (each: Checkpoint) => boolean) =>
    checkpoints.filter(fits).map((each) => ({ value: each.id, label: postNames(each, i18n.language).both }));
  return (
    <form noValidate onSubmit={form.onSubmit((values) => start.mutate(transferOf(values)))}>
      <Paper withBorder p="md">
        <Stack>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              label={t('previews.transfer.from')}
              searchable
              allowDeselect={false}
              withAsterisk
              data={choices(() => true)}
              {...form.getInputProps('fromCheckpointId')}
            />
            <Select
              label={t('previews.transfer.to')}
              searchable
              allowDeselect={false}
              withAsterisk
              data={choices((each) => each.id !== from?.id && (!from || each.neighbour === from.neighbour))}
              {...form.getInputProps('toCheckpointId')}
            />
          </SimpleGrid>
          <DirectionToggle
            fullWidth
            value={form.values.direction}
            onChange={(direction) => form.setFieldValue('direction', direction)}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput type="date" label={t('bookings.day')} {...form.getInputProps('day')} />
            <NumberInput
              label={t('previews.transfer.trucks')}
              description={t('previews.transfer.trucksHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              min={1}
              max={2000}
              allowDecimal={false}
              {...form.getInputProps('trucks')}
            />
          </SimpleGrid>
          <Textarea
            label={t('checkpoint.reason')}
            autosize
            minRows={2}
            maxLength={500}
            {...form.getInputProps('reason')}
          />
          <FormError error={start.error} form={form} />
          <Group>
            <Button type="submit" loading={start.isPending}>
              {t('previews.compute')}
            </Button>
            <Text fz="sm" c="dimmed">
              {t('previews.nothingYet')}
            </Text>
          </Group>
        </Stack>
      </Paper>
    </form>
  );
}
