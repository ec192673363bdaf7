import { useTranslation } from 'react-i18next';
import type { Plan } from '../../shared/contract/plans.ts';
import { FigureGrid } from '../parts/figure-grid.tsx';
import { usePlanText } from './use-plan-text.ts';

/** What a round achieved. A figure that is not known yet is a dash. */
export function PlanFigures({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const text = usePlanText();
  const { requests, assigned, inWindowShare, objective, lowerBound, computeSeconds } = plan.figures;
  const known = (value: number | null, say: (value: number) => string) => (value === null ? '—' : say(value));
  const served = requests === null || assigned === null || requests === 0 ? null : assigned / requests;
  const figures = [
    { name: t('plans.figure.requests'), value: known(requests, text.number) },
    { name: t('plans.figure.served'), value: known(served, text.percent) },
    { name: t('plans.figure.inWindow'), value: known(inWindowShare, text.percent) },
    { name: t('plans.figure.gap'), value: text.gap(plan.figures) ?? '—', hint: t('plans.figure.gapHint') },
    { name: t('plans.figure.objective'), value: known(objective, text.minutes) },
    { name: t('plans.figure.bound'), value: known(lowerBound, text.minutes) },
    {
      name: t('plans.figure.seconds'),
      value: known(computeSeconds, (seconds) => text.number(Math.round(10 * seconds) / 10)),
    },
  ];
  return <FigureGrid figures={figures} cols={{ base: 2, sm: 4 }} />;
}
