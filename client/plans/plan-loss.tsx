import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../shared/contract/plans.ts';
import { usePlanText } from './use-plan-text.ts';

/** What a round cost more as published than as planned, and why: of that the bound knows nothing, and the plan is no worse for it. */
export function PlanLoss({ figures }: { figures: Plan['figures'] }) {
  const { t } = useTranslation();
  const text = usePlanText();
  const { plannedObjective, objective, replaced, lost } = figures;
  if (plannedObjective === null || objective === null || objective <= plannedObjective) return null;
  const cost = text.minutes(objective - plannedObjective);
  const counts = { replaced: text.number(replaced ?? 0), lost: text.number(lost ?? 0) };
  return (
    <Text fz="sm">
      {t('plans.loss.cost', { cost, ...counts })} {t('plans.loss.why')}
    </Text>
  );
}
