import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { deliveriesQuery } from './notices-query.ts';

const zone = 'Asia/Almaty';

/** What was sent to an address last, and how it answered. */
export function Deliveries({ webhookId }: { webhookId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const deliveries = useQuery(deliveriesQuery(webhookId));
  if (deliveries.isPending) return <LoadingLines count={3} height={28} />;
  if (deliveries.isError) return <LoadFailed error={deliveries.error} retry={() => void deliveries.refetch()} />;
  if (deliveries.data.items.length === 0) return <Text fz="sm">{t('webhooks.noDeliveries')}</Text>;
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table fz="sm" aria-label={t('webhooks.deliveries')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('webhooks.when')}</Table.Th>
            <Table.Th>{t('notices.what')}</Table.Th>
            <Table.Th>{t('webhooks.outcome')}</Table.Th>
            <Table.Th ta="end">{t('webhooks.attempts')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.data.items.map(({ id, madeAt, kind, state, attempts, nextAttemptAt, lastError, lastStatus }) => (
            <Table.Tr key={id}>
              <Table.Td>{format.dayAndTime(madeAt, zone)}</Table.Td>
              <Table.Td>{kind === 'test' ? t('webhooks.test') : t(`notices.kind.${kind}`)}</Table.Td>
              <Table.Td>
                {t(`webhooks.delivery.${state}`)}
                {(lastError ?? lastStatus) !== null && ` · ${lastError ?? `HTTP ${lastStatus}`}`}
                {state === 'pending' &&
                  nextAttemptAt &&
                  ` · ${t('webhooks.next', { time: format.dayAndTime(nextAttemptAt, zone) })}`}
              </Table.Td>
              <Table.Td ta="end">{attempts}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
