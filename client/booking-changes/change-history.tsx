import { Modal, Table, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BookingChange } from '../../shared/contract/booking-changes.ts';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import type { ChangeDialogProps } from './change-dialog.ts';

/** What was changed about a booking, with the papers. */
export function ChangeHistory({ booking, checkpoint, onClose }: ChangeDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const changes = useQuery(
    apiQuery.bookingChanges.list.queryOptions({ input: { bookingId: booking.id, limit: 100 }, staleTime: 0 }),
  );
  const textOf = ({ kind }: BookingChange, side: BookingChange['before']) => {
    if (kind === 'slot') return side.startsAt ? format.dayAndTime(side.startsAt, checkpoint.kzZone) : '—';
    return (kind === 'driver' ? side.driverName : side.plate) ?? '—';
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('bookingChanges.historyTitle', { plate: booking.vehicle.plate })}
    >
      {changes.isPending && <LoadingLines count={3} />}
      {changes.isError && <LoadFailed error={changes.error} retry={() => void changes.refetch()} />}
      {changes.data?.items.length === 0 && <Message icon={IconHistory} title={t('bookingChanges.noChanges')} />}
      {changes.data && changes.data.items.length > 0 && (
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('bookingChanges.at')}</Table.Th>
                <Table.Th>{t('bookingChanges.what')}</Table.Th>
                <Table.Th>{t('bookingChanges.before')}</Table.Th>
                <Table.Th>{t('bookingChanges.after')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.data.items.map((change) => (
                <Table.Tr key={change.id}>
                  <Table.Td>{format.dayAndTime(change.at, checkpoint.kzZone)}</Table.Td>
                  <Table.Td>
                    {t(`bookingChanges.kind.${change.kind}`)}
                    {change.proof && (
                      <Text fz="xs" c="dimmed">
                        {t(`bookingChanges.proofKind.${change.proof.kind}`)} {change.proof.number}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>{textOf(change, change.before)}</Table.Td>
                  <Table.Td>{textOf(change, change.after)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Modal>
  );
}
