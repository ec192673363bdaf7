import { Button, Center, Container, Group, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconCalendarStats } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Plan } from '../../shared/contract/plans.ts';
import { useCaller } from '../api/caller.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { useWatchPlans } from '../live/use-live.ts';
import { OpenRound } from './open-round.tsx';
import { PlanState } from './plan-state.tsx';
import { plansQuery } from './plans-query.ts';
import { StartPlan } from './start-plan.tsx';
import { useNewestPlan } from './use-newest-plan.ts';
import { usePlanText } from './use-plan-text.ts';

/** All rounds, the newest first. Anyone may look: that is what makes the lottery one that can be checked. */
export function PlansPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('plans.title')} · Otkel`);
  const { role } = useCaller();
  useWatchPlans();
  const plans = useInfiniteQuery(plansQuery);
  const items = plans.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Container size="lg" py="md" w="100%">
      <Group justify="space-between" mb="md">
        <Stack gap={0} flex={1} miw={240}>
          <Title order={1}>{t('plans.title')}</Title>
          <Text c="dimmed">{t('plans.intro')}</Text>
        </Stack>
        {role === 'planner' && <StartPlan />}
      </Group>
      <OpenRound />
      {plans.isPending && <LoadingLines count={5} height={72} />}
      {plans.isError && <LoadFailed error={plans.error} retry={() => void plans.refetch()} />}
      {plans.isSuccess && items.length === 0 && (
        <Message icon={IconCalendarStats} title={t('plans.empty')} text={t('plans.emptyText')} />
      )}
      <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {items.map((plan) => (
          <li key={plan.id}>
            <PlanCard plan={plan} />
          </li>
        ))}
      </Stack>
      {plans.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={plans.isFetchingNextPage} onClick={() => void plans.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </Container>
  );
}

function PlanCard({ plan: asked }: { plan: Plan }) {
  const { t } = useTranslation();
  const plan = useNewestPlan(asked.id, asked) ?? asked;
  const text = usePlanText();
  const { requests, assigned } = plan.figures;
  const gap = text.gap(plan.figures);
  return (
    <UnstyledButton component={Link} to={`/plans/${plan.id}`} display="block">
      <Paper withBorder px="md" py="sm">
        <Group justify="space-between">
          <Stack gap={2}>
            <Text fw={600}>{text.horizon(plan)}</Text>
            <Text fz="xs" c="dimmed">
              {t('plans.startedAt', { time: text.when(plan.madeAt) })}
            </Text>
          </Stack>
          <Group gap="md">
            {requests !== null && assigned !== null && (
              <Text fz="sm">
                {t('plans.placed', { assigned: text.number(assigned), requests: text.number(requests) })}
              </Text>
            )}
            {gap && (
              <Text fz="sm">{plan.figures.plannedGap === 0 ? t('plans.best') : t('plans.gap', { share: gap })}</Text>
            )}
            <PlanState plan={plan} />
          </Group>
        </Group>
      </Paper>
    </UnstyledButton>
  );
}
