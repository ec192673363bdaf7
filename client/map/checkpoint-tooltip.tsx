import { Divider, Stack, Text } from '@mantine/core';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { directionSchema } from '../../shared/words.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { ClocksNow } from '../parts/two-clocks.tsx';
import { RegimeMark } from '../regimes/regime-mark.tsx';
import { QueueAsOf } from './row-as-of.tsx';
import { TooltipDirection } from './tooltip-direction.tsx';

export function CheckpointTooltip({ checkpoint }: { checkpoint: Checkpoint }) {
  const names = usePostNames(checkpoint);
  return (
    <Stack gap={6} style={{ whiteSpace: 'nowrap' }}>
      <Text fw={650}>{names.both}</Text>
      <ClocksNow checkpoint={checkpoint} />
      <RegimeMark checkpointId={checkpoint.id} />
      <Divider color="var(--otkel-line)" />
      {directionSchema.options.map((direction) => (
        <TooltipDirection key={direction} checkpoint={checkpoint} direction={direction} />
      ))}
      <QueueAsOf checkpoint={checkpoint} />
    </Stack>
  );
}
