import { Group, Progress, Text } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCheck, IconHourglassEmpty, IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../shared/contract/plans.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';

const looks = {
  queued: { tone: 'filling', icon: IconHourglassEmpty },
  running: { tone: 'filling', icon: IconProgress },
  applying: { tone: 'filling', icon: IconProgress },
  published: { tone: 'free', icon: IconCheck },
  cancelled: { tone: 'closed', icon: IconBan },
  failed: { tone: 'full', icon: IconAlertTriangle },
} as const satisfies Record<Plan['state'], unknown>;

/** The state of a round, and while it runs how far it is. */
export function PlanState({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = looks[plan.state];
  const percent = Math.round(100 * plan.progress);
  const isRunning = plan.state === 'running' || plan.state === 'applying';
  return (
    <Group gap="sm" wrap="nowrap">
      <ToneBadge tone={tone} icon={<Icon size={12} />}>
        {t(`plans.state.${plan.state}`)}
      </ToneBadge>
      {isRunning && (
        <>
          <Progress value={percent} w={120} aria-label={t('plans.progress')} />
          <Text fz="xs" c="dimmed">
            {percent}%
          </Text>
        </>
      )}
    </Group>
  );
}
