import { Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { BothTimes } from '../parts/two-clocks.tsx';
import { useWaitText } from '../parts/wait-text.ts';
import type { CapacityPoint } from './capacity-points.ts';

interface CapacityTooltipProps {
  /** undefined while no slot is looked at */
  point: CapacityPoint | undefined;
  checkpoint: Checkpoint;
  /** the two charts are looked at together, and each tells its own */
  of: 'places' | 'waits';
}

export function CapacityTooltip({ point, checkpoint, of }: CapacityTooltipProps) {
  const { t } = useTranslation();
  const waitText = useWaitText();
  if (!point) return null;
  const { startsAt, before, after, fits, over } = point;
  const waits = (['now', 'unmoved', 'moved'] as const).flatMap((each) => {
    const band = point[each];
    return band ? [{ each, text: waitText.band({ waitP50Minutes: band[0], waitP80Minutes: band[1] }) }] : [];
  });
  return (
    <Paper withBorder shadow="md" px="sm" py={6} radius="md">
      <Stack gap={2} fz="sm">
        <BothTimes instant={startsAt} checkpoint={checkpoint} />
        {of === 'places' && (
          <>
            <span>{t('previews.capacity.placesOf', { before, after })}</span>
            <span>{t('previews.capacity.takenOf', { count: fits + over })}</span>
            {over > 0 && (
              <Text span inherit fw={650} c="var(--mantine-color-error)">
                {t('previews.capacity.overOf', { count: over })}
              </Text>
            )}
          </>
        )}
        {of === 'waits' &&
          waits.map(({ each, text }) => (
            <span key={each}>
              {t(`previews.wait.${each}`)}: {text}
            </span>
          ))}
      </Stack>
    </Paper>
  );
}
