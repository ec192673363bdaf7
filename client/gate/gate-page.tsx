import { Container, Group, Select, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconBuildingOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { Direction } from '../../shared/words.ts';
import { callerQuery, useCaller } from '../api/caller.ts';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { DirectionToggle } from '../parts/direction.tsx';
import { type OpensOffline, useServiceWorker } from '../service-worker-start.ts';
import { Desk } from './desk.tsx';
import { keptCallerQuery, keptCheckpointsQuery, passKeysQuery } from './gate-queries.ts';
import { WaitingForSignIn } from './outbox-banner.tsx';

/** Where an officer checks trucks in and records each step; it opens and works without a network. */
export function GatePage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('gate.title')} · Otkel`);
  const opensOffline = useServiceWorker();
  const caller = useKeptCaller();
  const { known } = useCaller();
  if (caller.isError && !known) return <LoadFailed error={caller.error} retry={() => void caller.refetch()} />;
  return (
    <>
      <WaitingForSignIn />
      <ForRoles roles={['officer']}>
        <Choose opensOffline={opensOffline} />
      </ForRoles>
    </>
  );
}

/** Without a network nobody can say who is calling; then it is who it was. */
function useKeptCaller() {
  const queryClient = useQueryClient();
  const caller = useQuery(keptCallerQuery);
  const { data } = caller;
  useEffect(() => {
    if (data && (!data.recalled || !queryClient.getQueryData(callerQuery.queryKey)))
      queryClient.setQueryData(callerQuery.queryKey, data.value, { updatedAt: Date.parse(data.asOf) });
  }, [data, queryClient]);
  return caller;
}

function Choose({ opensOffline }: { opensOffline: OpensOffline }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { checkpointIds, userId } = useCaller();
  const { checkpointId } = useParams();
  const [direction, setDirection] = useState<Direction>('out');
  const checkpoints = useQuery(keptCheckpointsQuery(checkpointIds));
  // Without the key no pass can be verified once the network is gone.
  const ready = useQuery(passKeysQuery).data && opensOffline === 'yes';
  const mine = checkpoints.data?.value ?? [];
  const checkpoint = mine.find(({ id }) => id === checkpointId) ?? mine[0];
  return (
    <Container size="xl" py={{ base: 'sm', sm: 'md' }} px={{ base: 'sm', sm: 'md' }} w="100%">
      <Group justify="space-between" mb="md" gap="sm">
        <div>
          <Title order={1}>{t('gate.title')}</Title>
          <Text fz="xs" c="dimmed" aria-live="polite">
            {ready && t('gate.opensOffline')}
            {opensOffline === 'no' && t('gate.opensOnline')}
          </Text>
        </div>
        {checkpoint && (
          <Group gap="sm" flex={{ base: '1 1 100%', sm: '0 0 auto' }}>
            <Select
              aria-label={t('booking.checkpoint')}
              size="md"
              allowDeselect={false}
              flex={{ base: '1 1 100%', sm: '0 0 260px' }}
              value={checkpoint.id}
              onChange={(id) => id && void navigate(`/gate/${id}`, { replace: true })}
              data={mine.map((each) => ({ value: each.id, label: postNames(each, i18n.language).both }))}
            />
            <DirectionToggle value={direction} onChange={setDirection} />
          </Group>
        )}
      </Group>
      {checkpoints.isPending && <LoadingLines count={5} height={88} />}
      {checkpoints.isError && <LoadFailed error={checkpoints.error} retry={() => void checkpoints.refetch()} />}
      {checkpoints.data && !checkpoint && <Message icon={IconBuildingOff} title={t('gate.noCheckpoint')} />}
      {checkpoint && userId && (
        <Desk key={checkpoint.id} checkpoint={checkpoint} direction={direction} officerId={userId} />
      )}
    </Container>
  );
}
