import { Anchor, Collapse, Stack, Text, Timeline } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Move } from '../../shared/contract/moves.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { MovePlaces } from './move-places.tsx';
import { movesOfBookingQuery } from './moves-query.ts';

interface MoveHistoryProps {
  bookingId: string;
  plate: string;
  checkpoints: readonly Checkpoint[];
}

/** Every slot that a booking had, the newest first, each with who moved it and why. */
export function MoveHistory({ bookingId, plate, checkpoints }: MoveHistoryProps) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure();
  const id = useId();
  const moves = useQuery({ ...movesOfBookingQuery(bookingId), enabled: isOpen });
  return (
    <>
      <Anchor
        component="button"
        type="button"
        fz="sm"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={t('moves.historyOf', { plate })}
        onClick={toggle}
      >
        {t('moves.history')}
      </Anchor>
      <Collapse expanded={isOpen} id={id}>
        {moves.isPending && isOpen && <LoadingLines count={2} height={60} />}
        {moves.isError && <LoadFailed error={moves.error} retry={() => void moves.refetch()} />}
        <Timeline mt="xs" bulletSize={14} lineWidth={2} active={-1}>
          {moves.data?.items.map((move) => (
            <Timeline.Item key={move.id} title={t(`moves.cause.${move.cause}`)}>
              <Entry move={move} checkpoints={checkpoints} />
            </Timeline.Item>
          ))}
        </Timeline>
      </Collapse>
    </>
  );
}

function Entry({ move, checkpoints }: { move: Move; checkpoints: readonly Checkpoint[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const zone = checkpoints.find(({ id }) => id === move.from.checkpointId)?.kzZone;
  return (
    <Stack gap={4}>
      <Text fz="xs" c="dimmed">
        {zone && format.dayAndTime(move.movedAt, zone)} · {t(`moves.state.${move.state}`)}
      </Text>
      {move.reason && <Text fz="sm">{move.reason}</Text>}
      <MovePlaces move={move} checkpoints={checkpoints} />
    </Stack>
  );
}
