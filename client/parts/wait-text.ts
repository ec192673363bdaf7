import { useTranslation } from 'react-i18next';
import type { ForecastHour } from '../../shared/contract/forecasts.ts';
import type { Direction } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import type { QueueNow } from './use-queue-now.ts';

/** From here on a wait is told in hours. */
const hoursFromMinutes = 100;
const roundToMinutes = 5;

/** Expected waits as a sign on the road would have them: `40–75 min`, `1.5–2.8 h`. Finer than five minutes would pretend to know more. */
export function useWaitText() {
  const { t } = useTranslation();
  const format = useFormat();

  const inMinutes = (minutes: number) => Math.round(minutes / roundToMinutes) * roundToMinutes;
  const inHours = (minutes: number) => Math.round(minutes / (minutes < 600 ? 6 : 60)) / (minutes < 600 ? 10 : 1);
  /** @param largest of the numbers that stand together decides their unit */
  const withUnit = (minutes: number[], largest: number) => {
    const hours = largest >= hoursFromMinutes;
    const numbers = [...new Set(minutes.map(hours ? inHours : inMinutes).map(format.number))].join('–');
    return hours ? t('queue.hours', { value: numbers }) : t('queue.minutes', { value: numbers });
  };

  return {
    one: (minutes: number) => withUnit([minutes], minutes),
    /** P50 to P80 */
    band({ waitP50Minutes: low, waitP80Minutes: high }: Pick<ForecastHour, 'waitP50Minutes' | 'waitP80Minutes'>) {
      if (low === null) return t('queue.beyond');
      if (high === null) return t('queue.from', { wait: withUnit([low], low) });
      if (high < roundToMinutes) return t('queue.minutes', { value: `<${roundToMinutes}` });
      return withUnit([low, high], high);
    },
  };
}

/** A queue in words, for readers of the screen and the title of a cell. */
export function useQueueWords() {
  const { t } = useTranslation();
  const waitText = useWaitText();
  return (direction: Direction, { queue, hour, trend, state }: QueueNow): string => {
    const waiting = queue?.waiting;
    const parts = [
      t(`queue.state.${state}`),
      typeof waiting === 'number' && t('queue.trucks', { count: waiting }),
      trend && t(`queue.trend.${trend}`),
      hour && state !== 'closed' && t('queue.expectedWait', { wait: waitText.band(hour) }),
    ];
    return `${t(`direction.${direction}`)}: ${parts.filter(Boolean).join(', ')}`;
  };
}
