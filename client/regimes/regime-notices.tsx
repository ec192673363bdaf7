import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { PeriodText } from './period-text.tsx';
import styles from './regimes.module.css';
import { useRegimesInForce } from './regimes-query.ts';
import { useSideText } from './use-checkpoint-text.ts';
import { useEffectText } from './use-effect-text.ts';

/** What is inspected more heavily at a checkpoint now, before anything else that is said of it. */
export function RegimeNotices({ checkpoint }: { checkpoint: Checkpoint }) {
  const { t } = useTranslation();
  const effectText = useEffectText();
  const sideText = useSideText();
  const regimes = useRegimesInForce(checkpoint.id);
  if (regimes.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t('regimes.title')}>
      {regimes.map(({ id, cause, effect, startsAt, endsAt, side, direction }) => (
        <Paper key={id} withBorder px="md" py="sm" className={styles.notice ?? ''}>
          <Group gap={8} wrap="nowrap" align="flex-start">
            <IconAlertTriangleFilled size={18} aria-hidden color="var(--otkel-filling)" style={{ flex: 'none' }} />
            <div>
              <Anchor component={Link} to={`/regimes#regime-${id}`} fw={650}>
                {cause}
              </Anchor>
              <Text fz="sm">
                {sideText([checkpoint.id], side, direction)}: {effectText(effect).join('; ')}
              </Text>
              <Text fz="sm" c="dimmed">
                <PeriodText startsAt={startsAt} endsAt={endsAt} checkpoint={checkpoint} />
              </Text>
            </div>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
