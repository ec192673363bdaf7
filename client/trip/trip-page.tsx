import { Button, Container } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconLinkOff, IconWifiOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { Trip } from '../../shared/contract/trips.ts';
import { apiErrorOf } from '../api/errors.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import type { Kept } from '../gate/kept-values.ts';
import { usePassage, useQueue, useWatchBooking } from '../live/use-live.ts';
import { useServiceWorker } from '../service-worker-start.ts';
import { LeaveAdvice } from './leave-advice.tsx';
import { Pass } from './pass.tsx';
import { Slot } from './slot.tsx';
import styles from './trip.module.css';
import { tripQuery } from './trip-queries.ts';
import { WhereNow } from './where-now.tsx';

/** The driver's page: one link, no account, on a phone, also where there is no network. */
export function TripPage() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  useDocumentTitle(`${t('trip.title')} · Otkel`);
  useServiceWorker();
  const trip = useQuery(tripQuery(token));
  const code = trip.error ? apiErrorOf(trip.error).code : undefined;
  return (
    <Container size="md" w="100%" px="sm" py="sm">
      {trip.isPending && <LoadingLines count={4} height={120} />}
      {trip.isError &&
        (code === 'LINK_INVALID' || code === 'LINK_EXPIRED' || code === 'INVALID_INPUT' ? (
          <BadLink expired={code === 'LINK_EXPIRED'} />
        ) : code === 'OFFLINE' ? (
          <NoNetwork retry={() => void trip.refetch()} />
        ) : (
          <LoadFailed error={trip.error} retry={() => void trip.refetch()} />
        ))}
      {trip.data && !trip.isError && <Found kept={trip.data} token={token} />}
    </Container>
  );
}

function Found({ kept, token }: { kept: Kept<Trip>; token: string }) {
  const trip = kept.value;
  const { id, kzZone } = trip.checkpoint;
  useWatchBooking(trip.bookingId, token);
  const live = usePassage(trip.bookingId);
  const passage = live && live.seq >= trip.passage.seq ? live : trip.passage;
  const liveStatus = useQueue(id, passage.direction);
  const status = liveStatus && liveStatus.seq >= trip.status.seq ? liveStatus : trip.status;
  useTripFollows(token, passage.seq, trip.passage.seq);
  const mayArrive = passage.noShowAt !== null;
  return (
    <div className={styles.trip}>
      <div className={styles.column}>
        <Slot trip={trip} passage={passage} />
        <WhereNow
          passage={passage}
          status={status}
          checkpoint={trip.checkpoint}
          asOf={kept.recalled ? kept.asOf : undefined}
        />
      </div>
      <div className={styles.column}>
        {mayArrive && trip.pass && <Pass pass={trip.pass} plate={trip.plate} zone={kzZone} />}
        {mayArrive && <LeaveAdvice trip={trip} />}
      </div>
    </div>
  );
}

/** When the truck moves on, its pass and its window change too; those are not in the live message. */
function useTripFollows(token: string, seq: number, knownSeq: number): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (seq > knownSeq) void queryClient.invalidateQueries(tripQuery(token));
  }, [token, seq, knownSeq, queryClient]);
}

function BadLink({ expired }: { expired: boolean }) {
  const { t } = useTranslation();
  const kind = expired ? 'expired' : 'invalid';
  return (
    <div role="alert">
      <Message icon={IconLinkOff} title={t(`trip.link.${kind}`)} text={t(`trip.link.${kind}Text`)} />
    </div>
  );
}

function NoNetwork({ retry }: { retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Message
        icon={IconWifiOff}
        title={t('trip.offline')}
        text={t('trip.offlineText')}
        action={
          <Button size="md" variant="light" onClick={retry}>
            {t('app.retry')}
          </Button>
        }
      />
    </div>
  );
}
