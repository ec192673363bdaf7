import { Anchor, Code, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useCaller } from '../api/caller.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useWatchPlans } from '../live/use-live.ts';
import { PlanDecisions } from './plan-decisions.tsx';
import { PlanFairness } from './plan-fairness.tsx';
import { PlanFigures } from './plan-figures.tsx';
import { PlanLoss } from './plan-loss.tsx';
import { PlanState } from './plan-state.tsx';
import { planQuery } from './plans-query.ts';
import { useNewestPlan } from './use-newest-plan.ts';
import { usePlanText } from './use-plan-text.ts';

/** One round: what it achieved, how far from the best it can be, and what it decided. */
export function PlanPage() {
  const { planId = '' } = useParams();
  const { t } = useTranslation();
  useDocumentTitle(`${t('plans.title')} · Otkel`);
  const text = usePlanText();
  const { role } = useCaller();
  useWatchPlans();
  const { data, isError, error, refetch } = useQuery(planQuery(planId));
  const plan = useNewestPlan(planId, data);
  const maySeeDecisions = role === 'dispatcher' || role === 'planner';
  return (
    <Container size="lg" py="md" w="100%">
      <Anchor component={Link} to="/plans" fz="sm" display="inline-flex" style={{ alignItems: 'center' }}>
        <IconChevronLeft size={16} aria-hidden /> {t('plans.all')}
      </Anchor>
      {isError && !plan && <LoadFailed error={error} retry={() => void refetch()} />}
      {!plan && !isError && <LoadingLines count={6} height={64} />}
      {plan && (
        <Stack mt="xs">
          <Group justify="space-between">
            <Title order={1}>{text.horizon(plan)}</Title>
            <PlanState plan={plan} />
          </Group>
          <Text fz="sm" c="dimmed">
            {t('plans.startedAt', { time: text.when(plan.madeAt) })}
            {plan.seed !== null && (
              <>
                {' · '}
                {t('plans.seed')} <Code>{plan.seed}</Code>
              </>
            )}
          </Text>
          <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('plans.hash')} <Code>{plan.seedHash}</Code>
            {plan.openedAt !== null && `, ${t('plans.committed', { time: text.when(plan.openedAt) })}`}
          </Text>
          {plan.publicationAt !== null && plan.endedAt === null && (
            <Text fz="sm">{t('plans.waits', { time: text.when(plan.publicationAt) })}</Text>
          )}
          {plan.state === 'failed' && <Text c="red">{t('error.INTERNAL')}</Text>}
          <PlanFigures plan={plan} />
          <PlanLoss figures={plan.figures} />
          <PlanFairness plan={plan} />
          {maySeeDecisions && plan.state === 'published' && <PlanDecisions planId={plan.id} />}
        </Stack>
      )}
    </Container>
  );
}
