import { Button, Center, Group, Paper, Select, Table, Text } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Application, applicationStateSchema } from '../../shared/contract/plans.ts';
import type { LoadState } from '../../shared/load.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { ChannelBadge } from '../parts/channel-badge.tsx';
import { FormProblem } from '../parts/form-error.tsx';
import phoneTable from '../parts/phone-table.module.css';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';

const toneOf: Record<Application['state'], LoadState> = {
  open: 'filling',
  waiting: 'filling',
  placed: 'free',
  unplaced: 'full',
  withdrawn: 'closed',
};

/** Applications of the organisation, however they came in: one by one, by table, by program, by contract. */
export function ApplicationList() {
  const { t } = useTranslation();
  const [state, setState] = useState<Application['state']>();
  const query = useInfiniteQuery(
    apiQuery.applications.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: 50,
        ...(state ? { state } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Group justify="flex-end" mb="sm">
        <Select
          aria-label={t('drafts.stateLabel')}
          placeholder={t('bookings.all')}
          clearable
          w={220}
          value={state ?? null}
          onChange={(value) =>
            setState(
              applicationStateSchema
                .optional()
                .catch(undefined)
                .parse(value ?? undefined),
            )
          }
          data={applicationStateSchema.options.map((value) => ({ value, label: t(`drafts.application.${value}`) }))}
        />
      </Group>
      {query.isPending && <LoadingLines />}
      {query.isError && <LoadFailed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Message icon={IconInbox} title={t('drafts.noApplications')} />}
      {items.length > 0 && (
        <Paper withBorder>
          <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} className={phoneTable.frame ?? ''}>
            <Table className={phoneTable.table ?? ''} verticalSpacing="sm" horizontalSpacing="md">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('drafts.truck')}</Table.Th>
                  <Table.Th>{t('drafts.crossing')}</Table.Th>
                  <Table.Th>{t('drafts.window')}</Table.Th>
                  <Table.Th>{t('drafts.stateLabel')}</Table.Th>
                  <Table.Th aria-label={t('fleet.actions')} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((application) => (
                  <ApplicationRow key={application.id} application={application} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {query.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </>
  );
}

function ApplicationRow({ application }: { application: Application }) {
  const { t, i18n } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const { id, vehicle, checkpointId, direction, earliestAt, latestAt, state, channel } = application;
  const checkpoint = useQuery(checkpointsQuery).data?.find((one) => one.id === checkpointId);
  const withdraw = useMutation({
    mutationFn: () =>
      send(id, (key) =>
        api.applications.withdraw({ headers: { 'idempotency-key': key }, params: { applicationId: id } }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.applications.key() }),
  });
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600} ff="monospace" fz="sm">
          {vehicle.plate}
        </Text>
        <ChannelBadge channel={channel} />
      </Table.Td>
      <Table.Td data-label={t('drafts.crossing')}>
        {checkpoint ? postNames(checkpoint, i18n.language).both : '…'}
        <Text fz="xs" c="dimmed">
          {t(`direction.${direction}Short`)}
        </Text>
      </Table.Td>
      <Table.Td data-label={t('drafts.window')}>
        {checkpoint &&
          [earliestAt, latestAt].map((instant) => (
            <div key={instant}>
              <BothTimes instant={instant} checkpoint={checkpoint} />
            </div>
          ))}
      </Table.Td>
      <Table.Td data-label={t('drafts.stateLabel')}>
        <ToneBadge tone={toneOf[state]}>{t(`drafts.application.${state}`)}</ToneBadge>
      </Table.Td>
      <Table.Td ta="right">
        {state === 'open' && (
          <Button variant="subtle" size="xs" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('drafts.withdraw')}
          </Button>
        )}
        <FormProblem error={withdraw.error} />
      </Table.Td>
    </Table.Tr>
  );
}
