import { Box, Group, Stack, Text } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Move } from '../../shared/contract/moves.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { BothTimes } from '../parts/two-clocks.tsx';
import { kindOfMove } from './move-kind.ts';

type Checkpoints = readonly Checkpoint[];

/** The old slot and the new one, each on both clocks of its checkpoint. */
export function MovePlaces({ move, checkpoints }: { move: Move; checkpoints: Checkpoints }) {
  const { t } = useTranslation();
  const kind = kindOfMove(move);
  if (kind === 'kept' || move.to === null)
    return <Place label={t('moves.slot')} place={move.from} checkpoints={checkpoints} />;
  return (
    <Group gap="sm" align="flex-start">
      <Place label={t('moves.before')} place={move.from} checkpoints={checkpoints} isOver />
      <Box visibleFrom="xs" mt={20} aria-hidden>
        <IconArrowNarrowRight size={20} />
      </Box>
      <Place label={t('moves.now')} place={move.to} checkpoints={checkpoints} />
    </Group>
  );
}

interface PlaceProps {
  label: string;
  place: Move['from'];
  checkpoints: Checkpoints;
  /** no longer the truck's */
  isOver?: boolean;
}

function Place({ label, place, checkpoints, isOver = false }: PlaceProps) {
  const { i18n } = useTranslation();
  const checkpoint = checkpoints.find(({ id }) => id === place.checkpointId);
  if (!checkpoint) return null;
  return (
    <Stack gap={0} miw={190} {...(isOver ? { c: 'dimmed' } : {})}>
      <Text fz="xs" c="dimmed">
        {label}
      </Text>
      <Text fz="sm" fw={isOver ? 400 : 600} td={isOver ? 'line-through' : 'none'}>
        {postNames(checkpoint, i18n.language).both}
      </Text>
      <BothTimes instant={place.startsAt} checkpoint={checkpoint} />
    </Stack>
  );
}
