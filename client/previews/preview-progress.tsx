import { Paper, Progress, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Preview } from '../../shared/contract/previews.ts';

/** A reader of the screen is told each fifth of the way, and not each of a hundred steps. */
const spokenStep = 20;

/** How far the computation is. */
export function PreviewProgress({ preview: { state, progress } }: { preview: Preview }) {
  const { t } = useTranslation();
  const percent = Math.round(100 * progress);
  const spoken = Math.floor(percent / spokenStep) * spokenStep;
  return (
    <Paper withBorder p="xl">
      <Stack align="center" gap="xs">
        <Text fw={600}>{t(state === 'queued' ? 'previews.queued' : 'previews.running')}</Text>
        <Progress value={percent} w="100%" maw={480} aria-label={t('previews.progress')} animated />
        <Text fz="sm" c="dimmed" aria-hidden>
          {percent}%
        </Text>
        <VisuallyHidden role="status">{t('previews.progressAt', { percent: spoken })}</VisuallyHidden>
        <Text fz="sm" c="dimmed" ta="center" maw={520}>
          {t('previews.runningText')}
        </Text>
      </Stack>
    </Paper>
  );
}
