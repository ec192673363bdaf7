import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NoticeData, NoticeKind } from '../../shared/contract/notices.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { usePlaceName } from '../i18n/place-names.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { BothTimes } from '../parts/two-clocks.tsx';

const kazakhZone = 'Asia/Almaty';

/** Where it is about: a checkpoint by both posts, or a ship by both ports. */
export function useNoticePlace() {
  const { i18n } = useTranslation();
  const checkpoints = useQuery(checkpointsQuery).data ?? [];
  const placeName = usePlaceName();
  return ({ checkpointId, fromPortId, toPortId }: NoticeData): string => {
    const checkpoint = checkpoints.find(({ id }) => id === checkpointId);
    if (checkpoint) return postNames(checkpoint, i18n.language).both;
    return [fromPortId, toPortId].flatMap((id) => (id === null ? [] : [placeName({ id, name: id })])).join(' → ');
  };
}

/** The times of a notice on both clocks, before and now, and the reason in the words of whoever caused it. */
export function NoticeFacts({ kind, data }: { kind: NoticeKind; data: NoticeData }) {
  const { t } = useTranslation();
  const isShip = data.sailingId !== null;
  const starts = isShip
    ? kind === 'leave-now'
      ? 'gate'
      : 'departure'
    : data.bookingId === null
      ? 'wayStarts'
      : 'slot';
  const times = [
    [starts, data.startsAt],
    [isShip ? 'previousDeparture' : 'previousSlot', data.previousStartsAt],
    ['leaveAt', data.leaveAt],
    ['arriveFrom', data.arriveFrom],
    ['expiresAt', data.expiresAt],
  ] as const;
  return (
    <>
      {times.map(
        ([name, instant]) =>
          instant && (
            <Text key={name} fz="sm" component="p" m={0}>
              {t(`notices.fact.${name}`)}: <NoticeTime instant={instant} checkpointId={data.checkpointId} />
            </Text>
          ),
      )}
      {data.reason && (
        <Text fz="sm" c="dimmed" component="p" m={0}>
          {t('notices.because', { reason: data.reason })}
        </Text>
      )}
    </>
  );
}

function NoticeTime({ instant, checkpointId }: { instant: string; checkpointId: string | null }) {
  const format = useFormat();
  const checkpoint = useQuery(checkpointsQuery).data?.find(({ id }) => id === checkpointId);
  if (checkpoint) return <BothTimes instant={instant} checkpoint={checkpoint} />;
  return (
    <Text span inherit fw={600}>
      {format.dayAndTime(instant, kazakhZone)} ({format.offset(instant, kazakhZone)})
    </Text>
  );
}
