import {
  Alert,
  Button,
  Chip,
  Fieldset,
  Group,
  Input,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconGauge } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { BlockedResult } from '../compliance/blocked-result.tsx';
import { blockedRulesOf } from '../compliance/blocked-rules.ts';
import { ConsignmentFields } from '../compliance/consignment-fields.tsx';
import { tractorsQuery } from '../fleet/fleet-query.ts';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { useNow } from '../live/use-now.ts';
import { DirectionToggle } from '../parts/direction.tsx';
import { FormError, showError } from '../parts/form-error.tsx';
import { type ContractValues, contractOf, useContractForm } from './contract-form.ts';
import { roomOf } from './room-of.ts';

/** A regular flow is agreed on: where, how often, from when to when, with what. */
export function NewContract({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const form = useContractForm(useNow(60_000));
  const checkpoints = useQuery(checkpointsQuery).data ?? [];
  const tractors = useQuery(tractorsQuery).data?.items ?? [];
  const make = useMutation({
    mutationFn: (values: ContractValues) => {
      const body = contractOf(values);
      return send(body, (key) => api.frameworkContracts.create({ headers: { 'idempotency-key': key }, body }));
    },
    onSuccess: async () => {
      notifications.show({ message: t('frameworkContracts.made') });
      onClose();
      await queryClient.invalidateQueries({ queryKey: apiQuery.frameworkContracts.key() });
    },
    onError: (error) => !blockedRulesOf(error) && showError(form, apiErrorOf(error), t),
  });
  const goToFirst = (wrong: typeof form.errors) => form.getInputNode(Object.keys(wrong)[0] ?? '')?.focus();
  const room = roomOf(make.error);
  const blocked = blockedRulesOf(make.error);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('frameworkContracts.make')}
    >
      <form noValidate onSubmit={form.onSubmit((values) => make.mutate(values), goToFirst)}>
        <Stack>
          <TextInput
            label={t('frameworkContracts.name')}
            placeholder={t('frameworkContracts.nameExample')}
            maxLength={80}
            withAsterisk
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Select
            label={t('booking.checkpoint')}
            searchable
            allowDeselect={false}
            withAsterisk
            data={checkpoints.map((each) => ({ value: each.id, label: postNames(each, i18n.language).both }))}
            {...form.getInputProps('checkpointId')}
          />
          <DirectionToggle
            fullWidth
            value={form.values.direction}
            onChange={(direction) => form.setFieldValue('direction', direction)}
          />
          <Fieldset legend={t('frameworkContracts.rhythmLegend')} radius="lg">
            <Stack gap="sm">
              <NumberInput
                label={t('frameworkContracts.trucksPerDay')}
                min={1}
                max={200}
                allowDecimal={false}
                withAsterisk
                {...form.getInputProps('trucksPerDay')}
              />
              {room !== undefined && (
                <Alert color="yellow" icon={<IconGauge size={20} />} role="status">
                  {t('frameworkContracts.room', { count: room })}
                </Alert>
              )}
              <Input.Wrapper label={t('frameworkContracts.weekdays')} error={form.errors.weekdays}>
                <Chip.Group
                  multiple
                  value={form.values.weekdays}
                  onChange={(value) => form.setFieldValue('weekdays', value)}
                >
                  <Group gap={6} mt={4}>
                    {['1', '2', '3', '4', '5', '6', '7'].map((number) => (
                      <Chip key={number} value={number} size="sm">
                        {format.weekday(`2024-01-0${number}T12:00:00Z`, 'UTC')}
                      </Chip>
                    ))}
                  </Group>
                </Chip.Group>
              </Input.Wrapper>
              <SimpleGrid cols={2}>
                <TextInput type="time" label={t('frameworkContracts.fromTime')} {...form.getInputProps('fromTime')} />
                <TextInput type="time" label={t('frameworkContracts.toTime')} {...form.getInputProps('toTime')} />
                <TextInput type="date" label={t('frameworkContracts.validFrom')} {...form.getInputProps('validFrom')} />
                <TextInput type="date" label={t('frameworkContracts.validTo')} {...form.getInputProps('validTo')} />
              </SimpleGrid>
              <Input.Description>{t('frameworkContracts.clock')}</Input.Description>
              <Switch
                label={t('frameworkContracts.flexible')}
                {...form.getInputProps('isFlexible', { type: 'checkbox' })}
              />
            </Stack>
          </Fieldset>
          <MultiSelect
            label={t('frameworkContracts.tractors')}
            description={t('frameworkContracts.tractorsText')}
            placeholder={form.values.unitIds.length === 0 ? t('frameworkContracts.anyTractor') : ''}
            searchable
            clearable
            data={tractors.map(({ id, plate }) => ({ value: id, label: plate }))}
            {...form.getInputProps('unitIds')}
          />
          <Fieldset legend={t('booking.cargo')} radius="lg">
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput
                label={t('booking.hsCode')}
                placeholder="100199"
                inputMode="numeric"
                withAsterisk
                {...form.getInputProps('cargo.hsCode')}
              />
              <NumberInput
                label={t('booking.weight')}
                min={0}
                max={60_000}
                allowDecimal={false}
                thousandSeparator=" "
                hideControls
                withAsterisk
                {...form.getInputProps('cargo.grossWeightKg')}
              />
            </SimpleGrid>
            <TextInput
              label={t('booking.description')}
              mt="sm"
              maxLength={500}
              {...form.getInputProps('cargo.description')}
            />
          </Fieldset>
          <ConsignmentFields form={form} missing={[]} />
          {blocked ? <BlockedResult rules={blocked} /> : <FormError error={make.error} form={form} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t('frameworkContracts.agree')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
