import { Alert, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { proofSchema } from '../../shared/contract/booking-changes.ts';
import { apiQuery } from '../api/client.ts';
import { serverClock } from '../live/server-clock.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormProblem } from '../parts/form-error.tsx';
import { toInstant, toLocal } from '../parts/local-time.ts';
import type { ChangeDialogProps } from './change-dialog.ts';
import { useChangeRules } from './change-rules-query.ts';
import { useChange } from './use-change.ts';

/** Another tractor of the fleet for one that is broken, with the paper that says so. */
export function ChangeVehicle({ booking, checkpoint, onClose }: ChangeDialogProps) {
  const { t } = useTranslation();
  const zone = checkpoint.kzZone;
  const because = useChangeRules(booking.id).data?.vehicle.because;
  const fleet = useQuery(apiQuery.fleet.list.queryOptions({ input: { kind: 'tractor', limit: 500 } }));
  const change = useChange(booking, onClose);
  const form = useForm({
    initialValues: {
      unitId: '',
      proof: { kind: 'repair-order', number: '', issuedAt: toLocal(serverClock.now(), zone), note: '' },
    },
    validate: {
      unitId: (id) => (id ? null : t('bookingChanges.unitNeeded')),
      proof: {
        number: (number) => (number.trim().length < 2 ? t('bookingChanges.numberNeeded') : null),
        issuedAt: (local) => {
          const instant = toInstant(local, zone);
          return instant && new Date(instant) <= serverClock.now() ? null : t('bookingChanges.pastNeeded');
        },
      },
    },
  });
  const units = (fleet.data?.items ?? []).filter(({ plate }) => plate !== booking.vehicle.plate);
  return (
    <FormDialog
      title={t('bookingChanges.vehicleTitle', { plate: booking.vehicle.plate })}
      submitLabel={t('bookingChanges.replace')}
      pending={change.isPending}
      error={change.error}
      form={form}
      onSubmit={form.onSubmit(({ unitId, proof: { note, issuedAt, ...rest } }) =>
        change.mutate({
          ...{ kind: 'vehicle', unitId },
          proof: proofSchema.parse({
            ...rest,
            issuedAt: toInstant(issuedAt, zone),
            ...(note.trim() ? { note } : {}),
          }),
        }),
      )}
      onClose={onClose}
    >
      {because && <Alert color="yellow">{t(`bookingChanges.because.${because}`)}</Alert>}
      <Text fz="sm">{t('bookingChanges.vehicleText')}</Text>
      <FormProblem error={fleet.error} />
      <Select
        label={t('bookingChanges.unit')}
        description={fleet.data && units.length === 0 ? t('bookingChanges.noUnits') : t('bookingChanges.unitHint')}
        disabled={!fleet.data}
        searchable
        data={units.map(({ id, plate, country }) => ({ value: id, label: `${plate} · ${country}` }))}
        {...form.getInputProps('unitId')}
      />
      <Select
        label={t('bookingChanges.proof')}
        allowDeselect={false}
        data={proofSchema.shape.kind.options.map((value) => ({ value, label: t(`bookingChanges.proofKind.${value}`) }))}
        {...form.getInputProps('proof.kind')}
      />
      <TextInput label={t('bookingChanges.proofNumber')} maxLength={64} {...form.getInputProps('proof.number')} />
      <TextInput
        label={t('bookingChanges.proofIssued')}
        type="datetime-local"
        {...form.getInputProps('proof.issuedAt')}
      />
      <Textarea label={t('bookingChanges.proofNote')} rows={2} maxLength={500} {...form.getInputProps('proof.note')} />
    </FormDialog>
  );
}
