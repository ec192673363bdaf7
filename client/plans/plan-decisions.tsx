import { Button, Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { PlanDecision } from '../../shared/contract/plans.ts';
import { useCaller } from '../api/caller.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { explanationSentence } from '../parts/explanation-sentence.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import { DelayHistogram } from './delay-histogram.tsx';
import { decisionsQuery } from './plans-query.ts';
import { usePlanText } from './use-plan-text.ts';

/** What a round decided for one's own trucks, or for all where one plans, and why. */
export function PlanDecisions({ planId }: { planId: string }) {
  const { t } = useTranslation();
  const text = usePlanText();
  const decisions = useInfiniteQuery(decisionsQuery(planId));
  const plates = usePlates();
  if (decisions.isPending) return <LoadingLines count={6} height={84} />;
  if (decisions.isError) return <LoadFailed error={decisions.error} retry={() => void decisions.refetch()} />;
  const items = decisions.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Message icon={IconListDetails} title={t('plans.noDecisions')} />;
  return (
    <Stack>
      <DelayHistogram decisions={items} />
      <Title order={2}>{t('plans.decisions')}</Title>
      <Text fz="sm" c="dimmed">
        {t('plans.noSlotCounts', { duration: text.minutes(Math.min(...items.map(({ cost }) => cost.ofNoSlot))) })}
      </Text>
      <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {items.map((decision) => (
          <li key={decision.applicationId}>
            <DecisionCard decision={decision} plate={plates.get(decision.applicationId)} />
          </li>
        ))}
      </Stack>
      {decisions.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={decisions.isFetchingNextPage}
            onClick={() => void decisions.fetchNextPage()}
          >
            {t('app.more')}
          </Button>
        </Center>
      )}
    </Stack>
  );
}

/** The plates of one's own applications; a planner, who sees those of all, sees none. */
function usePlates(): ReadonlyMap<string, string> {
  const { role } = useCaller();
  const query = apiQuery.applications.list.queryOptions({ input: { limit: 200 }, enabled: role === 'dispatcher' });
  const applications = useQuery(query).data?.items ?? [];
  return new Map(applications.map(({ id, vehicle }) => [id, vehicle.plate]));
}

const outcomeTone = {
  pending: 'filling',
  refused: 'filling',
  booked: 'free',
  'lost-race': 'full',
  unplaced: 'full',
} as const;

function DecisionCard({ decision, plate }: { decision: PlanDecision; plate: string | undefined }) {
  const { t, i18n } = useTranslation();
  const text = usePlanText();
  const checkpoints = useQuery(checkpointsQuery).data ?? [];
  const { slot, explanation, cost } = decision;
  const checkpointOf = (checkpointId: string) => checkpoints.find(({ id }) => id === checkpointId);
  const checkpoint = slot && checkpointOf(slot.checkpointId);
  const slotName = ({ checkpointId, startsAt }: { checkpointId: string; startsAt: string }) => {
    const there = checkpointOf(checkpointId);
    const isElsewhere = there && slot && there.id !== slot.checkpointId;
    return isElsewhere ? `${postNames(there, i18n.language).both}, ${text.when(startsAt)}` : text.when(startsAt);
  };
  return (
    <Paper withBorder px="md" py="sm">
      <Stack gap={4}>
        <Group gap="xs">
          <ToneBadge tone={outcomeTone[decision.outcome]}>{t(`plans.outcome.${decision.outcome}`)}</ToneBadge>
          <Text fz="sm" fw={600}>
            {plate ?? t('plans.application', { id: decision.applicationId.slice(0, 8) })}
          </Text>
          <Text fz="xs" c="dimmed">
            {t('plans.lot', { number: text.number(decision.lotteryNumber) })}
          </Text>
        </Group>
        {slot && checkpoint && (
          <Group gap="xs">
            <DirectionIcon direction={slot.direction} />
            <Text fz="sm">{postNames(checkpoint, i18n.language).both}</Text>
            <BothTimes instant={slot.startsAt} checkpoint={checkpoint} />
            {cost.delay + cost.detour > 0 && (
              <Text fz="xs" c="dimmed">
                {t('offer.counts', { duration: text.minutes(cost.delay + cost.detour) })}
              </Text>
            )}
          </Group>
        )}
        <Text fz="sm">
          {refusalSentence(decision, t) ??
            [
              ...(decision.attempt > 1 ? [t('plans.repaired')] : []),
              ...(explanation ? [explanationSentence(explanation, { t, format: text, slotName })] : []),
              ...(explanation || decision.attempt > 1 ? [] : [t('plans.forFairness')]),
            ].join(' ')}
        </Text>
      </Stack>
    </Paper>
  );
}

/** Why the claim refused what the plan had decided; then the plan's own explanation is of a slot that the truck does not have. */
function refusalSentence({ reason }: PlanDecision, t: TFunction): string | undefined {
  switch (reason) {
    case null:
    case 'NO_PLACE':
    case 'NO_SLOT_IN_WINDOW':
      return undefined;
    case 'WITHDRAWN':
      return t('plans.withdrawn');
    default:
      return t(`error.${reason}`);
  }
}
