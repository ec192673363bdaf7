import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StandbyEntry } from '../../shared/contract/sailings.ts';
import type { LoadState } from '../../shared/load.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { LoadFailed } from '../app/page-state.tsx';
import { remaining } from '../booking/countdown.ts';
import { useNow } from '../live/use-now.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { PortTime } from './port-time.tsx';
import { sailingQuery, standbyQuery } from './sailings-query.ts';
import { usePorts } from './use-ports.ts';

const tones: Record<StandbyEntry['state'], LoadState> = {
  waiting: 'filling',
  called: 'free',
  confirmed: 'free',
  expired: 'closed',
  withdrawn: 'closed',
  ended: 'closed',
};

/** Own trucks that wait for room on a ship; of one sailing where it is named, else all that are still open. */
export function StandbyList({ sailingId }: { sailingId?: string }) {
  const { t } = useTranslation();
  const standby = useQuery(standbyQuery(sailingId));
  if (standby.isError) return <LoadFailed error={standby.error} retry={() => void standby.refetch()} />;
  const entries = (standby.data?.items ?? []).filter(
    ({ state }) => sailingId !== undefined || state === 'waiting' || state === 'called',
  );
  if (entries.length === 0) return null;
  return (
    <Paper withBorder p="md" mb="md" component="section" aria-label={t('sailings.standbyOwn')}>
      <Title order={2} mb="xs">
        {t('sailings.standbyOwn')}
      </Title>
      <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-live="polite">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} showsSailing={sailingId === undefined} />
        ))}
      </Stack>
    </Paper>
  );
}

function Entry({ entry, showsSailing }: { entry: StandbyEntry; showsSailing: boolean }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const send = useIntentKeys();
  const leave = useMutation({
    mutationFn: () =>
      send({ leave: entry.id }, (key) =>
        api.sailings.leaveStandby({ headers: { 'idempotency-key': key }, params: { entryId: entry.id } }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.sailings.key() }),
  });
  const isOver = entry.state !== 'waiting' && entry.state !== 'called';
  return (
    <Group component="li" justify="space-between" gap="sm">
      <Stack gap={2}>
        <Group gap="xs">
          <Text fw={600}>{entry.plate}</Text>
          <ToneBadge tone={tones[entry.state]}>
            {entry.place === null
              ? t(`sailings.standbyState.${entry.state}`)
              : t('sailings.place', { place: entry.place })}
          </ToneBadge>
        </Group>
        {showsSailing && <SailingOf sailingId={entry.sailingId} />}
        {entry.state === 'called' && entry.callExpiresAt && <Countdown until={entry.callExpiresAt} />}
        <FormProblem error={leave.error} />
      </Stack>
      <Group gap="xs">
        {entry.itineraryId && (entry.state === 'called' || entry.state === 'confirmed') && (
          <Button component={Link} to={`/itineraries/${entry.itineraryId}`} variant={isOver ? 'default' : 'filled'}>
            {t(entry.state === 'called' ? 'sailings.toConfirm' : 'sailings.toItinerary')}
          </Button>
        )}
        {!isOver && (
          <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t('sailings.leave')}
          </Button>
        )}
      </Group>
    </Group>
  );
}

function SailingOf({ sailingId }: { sailingId: string }) {
  const sailing = useQuery(sailingQuery(sailingId)).data;
  const ports = usePorts();
  if (!sailing) return null;
  return (
    <Text fz="sm" component="div">
      <Anchor component={Link} to={`/sailings/${sailingId}`} fz="sm">
        {ports.name(sailing.fromPortId)} → {ports.name(sailing.toPortId)}
      </Anchor>{' '}
      · <PortTime instant={sailing.expectedDepartureAt} portId={sailing.fromPortId} />
    </Text>
  );
}

function Countdown({ until }: { until: string }) {
  const { t } = useTranslation();
  const { text } = remaining(until, useNow(1_000));
  return (
    <Text fz="sm" role="timer">
      {t('sailings.confirmWithin', { time: text })}
    </Text>
  );
}
