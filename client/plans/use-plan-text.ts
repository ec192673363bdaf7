import { useMemo } from 'react';
import type { Plan } from '../../shared/contract/plans.ts';
import { useFormat } from '../i18n/format.ts';

/** Kazakhstan has had one zone since March 2024, and a round is of all its borders. */
const zone = 'Asia/Almaty';

/** Numbers and times of a round as they are read. */
export function usePlanText() {
  const format = useFormat();
  return useMemo(() => {
    const percent = (share: number) =>
      new Intl.NumberFormat(format.language === 'en' ? 'en-GB' : 'ru', {
        style: 'percent',
        maximumFractionDigits: share > 0 && share < 0.001 ? 3 : 1,
      }).format(share);
    return {
      when: (instant: string) => format.dayAndTime(instant, zone),
      time: (instant: string) => format.time(instant, zone),
      horizon: ({ horizon }: Plan) => `${format.day(horizon.from, zone)} – ${format.day(horizon.to, zone)}`,
      number: format.number,
      minutes: format.minutes,
      percent,
      /** Of the plan as it was made; as a share of the bound, or as truck time where the bound is so small that a share says nothing. */
      gap({ plannedGap, plannedObjective, lowerBound }: Plan['figures']): string | undefined {
        if (plannedGap === null || plannedObjective === null || lowerBound === null) return undefined;
        return plannedGap <= 1 ? percent(plannedGap) : format.minutes(plannedObjective - lowerBound);
      },
    };
  }, [format]);
}
