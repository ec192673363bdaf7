import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { AcceptAll } from './accept-all.tsx';
import { MoveCard } from './move-card.tsx';
import { openMovesQuery } from './moves-query.ts';

/** So many stand there before one has asked for all: the bookings below stay in reach. */
const shownAtFirst = 4;

/** Above one's bookings: those that were given another slot, and have no answer yet. Nothing where there are none. */
export function MovesToAnswer({ checkpoints }: { checkpoints: readonly Checkpoint[] }) {
  const { t } = useTranslation();
  const [showsAll, setShowsAll] = useState(false);
  const moves = useQuery(openMovesQuery);
  if (moves.isPending) return <LoadingLines count={1} height={40} />;
  if (moves.isError) return <LoadFailed error={moves.error} retry={() => void moves.refetch()} />;
  const { items } = moves.data;
  if (items.length === 0) return null;
  const unplaced = items.filter(({ to }) => to === null).length;
  const shown = showsAll ? items : items.slice(0, Math.max(shownAtFirst, unplaced));
  return (
    <Stack gap="sm" mb="lg" component="section" aria-labelledby="moves-to-answer">
      <Group justify="space-between">
        <Stack gap={0} role="status">
          <Title order={2} id="moves-to-answer">
            {t('moves.toAnswer', { count: items.length })}
          </Title>
          <Text fz="sm" {...(unplaced > 0 ? { fw: 600 } : { c: 'dimmed' })}>
            {unplaced > 0 ? t('moves.unplacedCount', { count: unplaced }) : t('moves.stands')}
          </Text>
        </Stack>
        <AcceptAll moves={items.filter(({ to }) => to !== null)} />
      </Group>
      {shown.map((move) => (
        <MoveCard key={move.id} move={move} checkpoints={checkpoints} />
      ))}
      {shown.length < items.length && (
        <Button variant="default" onClick={() => setShowsAll(true)}>
          {t('moves.showAll', { count: items.length })}
        </Button>
      )}
    </Stack>
  );
}
