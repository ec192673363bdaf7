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
      horizon: ({ horizon }: Plan) => `${format.day(horizon.from, zone)} – ${format.day(horizon.to, zone)}`,
      number: format.number,
      minutes: format.minutes,
      percent,
      /** As a share of the bound; as truck time where the bound is so small that a share says nothing. */
      gap({ gap, objective, lowerBound }: Plan['figures']): string | undefined {
        if (gap === null || objective === null || lowerBound === null) return undefined;
        return gap <= 1 ? percent(gap) : format.minutes(objective - lowerBound);
      },
    };
  }, [format]);
}
