import { Box, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useQueue, useWatchCheckpoint } from '../live/use-live.ts';
import { useNow } from '../live/use-now.ts';
import { CallNext } from './call-next.tsx';
import { CheckIn } from './check-in.tsx';
import styles from './gate.module.css';
import { GateContext } from './gate-context.ts';
import { trucksQuery } from './gate-queries.ts';
import { OutboxBanner } from './outbox-banner.tsx';
import { projectTrucks } from './project-trucks.ts';
import { RefusedEvents } from './refused-events.tsx';
import { TruckList } from './truck-list.tsx';
import { useOutbox, useRecord, useSender } from './use-outbox.ts';

interface DeskProps {
  checkpoint: Checkpoint;
  direction: Direction;
  officerId: string;
}

/** One checkpoint on an officer's tablet: check in, call, record. */
export function Desk({ checkpoint, direction, officerId }: DeskProps) {
  const { outcome, send } = useSender(officerId);
  const record = useRecord(checkpoint.id, officerId, send);
  const trucks = useQuery(trucksQuery(checkpoint.id));
  const { waiting, sent } = useOutbox();
  const now = useNow(60_000);
  useListFollowsQueue(checkpoint.id);

  const projected = useMemo(() => {
    const here = { waiting: waiting.filter(isHere), sent: sent.filter(isHere) };
    return projectTrucks(trucks.data?.value ?? [], here, now);
    function isHere(kept: { checkpointId: string }) {
      return kept.checkpointId === checkpoint.id;
    }
  }, [trucks.data, waiting, sent, now, checkpoint.id]);
  const context = useMemo(() => ({ checkpoint, record }), [checkpoint, record]);

  return (
    <GateContext value={context}>
      <OutboxBanner officerId={officerId} outcome={outcome} listAsOf={trucks.data} />
      <RefusedEvents onRetry={send} />
      <div className={styles.desk}>
        <Stack gap="md">
          <CheckIn trucks={projected} />
          <CallNext trucks={projected} direction={direction} />
        </Stack>
        <Box miw={0}>
          {trucks.isPending && <LoadingLines count={5} height={88} />}
          {trucks.isError && <LoadFailed error={trucks.error} retry={() => void trucks.refetch()} />}
          {trucks.data && <TruckList trucks={projected} direction={direction} />}
        </Box>
      </div>
    </GateContext>
  );
}

/** A live message says that something moved here; the list of trucks is not public, and is asked for. */
function useListFollowsQueue(checkpointId: string): void {
  useWatchCheckpoint(checkpointId);
  const queryClient = useQueryClient();
  const out = useQueue(checkpointId, 'out')?.seq;
  const into = useQueue(checkpointId, 'in')?.seq;
  useEffect(() => {
    if (out === undefined && into === undefined) return;
    void queryClient.invalidateQueries({ queryKey: ['gate', 'trucks', checkpointId] });
    void queryClient.invalidateQueries({ queryKey: ['gate', 'next', checkpointId] });
  }, [out, into, checkpointId, queryClient]);
}
