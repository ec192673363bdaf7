import { Button, Group, Modal, Paper, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../shared/contract/api-keys.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { useNow } from '../live/use-now.ts';
import { FormProblem } from '../parts/form-error.tsx';
import phoneTable from '../parts/phone-table.module.css';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { NewApiKey } from './new-api-key.tsx';

const zone = 'Asia/Almaty';

/** Keys of the organisation: which there are, what they opened last, and one more. */
export function ApiKeysSection() {
  const { t } = useTranslation();
  const [making, dialog] = useDisclosure();
  const [revoking, setRevoking] = useState<ApiKey>();
  const keys = useQuery(apiQuery.apiKeys.list.queryOptions({ input: { limit: 100 } }));
  const items = keys.data?.items ?? [];
  return (
    <>
      <Group justify="flex-end" mb="sm">
        <Button leftSection={<IconPlus size={18} />} onClick={dialog.open}>
          {t('apiKeys.make')}
        </Button>
      </Group>
      {keys.isPending && <LoadingLines count={3} />}
      {keys.isError && <LoadFailed error={keys.error} retry={() => void keys.refetch()} />}
      {keys.isSuccess && items.length === 0 && (
        <Message icon={IconKey} title={t('apiKeys.empty')} text={t('apiKeys.emptyText')} />
      )}
      {items.length > 0 && (
        <Paper withBorder>
          <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} className={phoneTable.frame ?? ''}>
            <Table className={phoneTable.table ?? ''} verticalSpacing="sm" horizontalSpacing="md">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('apiKeys.name')}</Table.Th>
                  <Table.Th>{t('apiKeys.start')}</Table.Th>
                  <Table.Th>{t('apiKeys.madeBy')}</Table.Th>
                  <Table.Th>{t('apiKeys.lastUsed')}</Table.Th>
                  <Table.Th>{t('apiKeys.state')}</Table.Th>
                  <Table.Th aria-label={t('fleet.actions')} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((key) => (
                  <KeyRow key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {making && <NewApiKey onClose={dialog.close} />}
      {revoking && <RevokeKey apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(60_000);
  const { name, start, madeBy, madeAt, lastUsedAt, expiresAt, revokedAt } = apiKey;
  const day = (instant: string) => `${format.day(instant, zone)} ${format.year(instant, zone)}`;
  const isOver = expiresAt !== null && new Date(expiresAt) <= now;
  return (
    <Table.Tr>
      <Table.Td fw={600}>{name}</Table.Td>
      <Table.Td data-label={t('apiKeys.start')}>
        <Text ff="monospace" fz="sm" style={{ whiteSpace: 'nowrap' }}>
          {start}…
        </Text>
      </Table.Td>
      <Table.Td data-label={t('apiKeys.madeBy')}>
        {madeBy}
        <Text fz="xs" c="dimmed">
          {day(madeAt)}
        </Text>
      </Table.Td>
      <Table.Td data-label={t('apiKeys.lastUsed')}>
        {lastUsedAt === null ? t('apiKeys.never') : format.dayAndTime(lastUsedAt, zone)}
      </Table.Td>
      <Table.Td data-label={t('apiKeys.state')}>
        {revokedAt !== null && <ToneBadge tone="closed">{t('apiKeys.revoked')}</ToneBadge>}
        {revokedAt === null && isOver && <ToneBadge tone="closed">{t('apiKeys.expired')}</ToneBadge>}
        {revokedAt === null && !isOver && <ToneBadge tone="free">{t('apiKeys.works')}</ToneBadge>}
        {revokedAt === null && expiresAt !== null && (
          <Text fz="xs" c="dimmed">
            {t('apiKeys.until', { day: day(expiresAt) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {revokedAt === null && !isOver && (
          <Button
            variant="subtle"
            color="red"
            size="xs"
            onClick={onRevoke}
            aria-label={t('apiKeys.revokeNamed', { name })}
          >
            {t('apiKeys.revoke')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function RevokeKey({ apiKey: { id, name }, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () =>
      send(id, (key) => api.apiKeys.revoke({ headers: { 'idempotency-key': key }, params: { keyId: id } })),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: apiQuery.apiKeys.key() });
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('apiKeys.revokeNamed', { name })}
    >
      <Stack>
        <Text fz="sm">{t('apiKeys.revokeText')}</Text>
        <FormProblem error={revoke.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('apiKeys.revoke')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
