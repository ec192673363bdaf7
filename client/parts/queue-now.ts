import type { ForecastHour, WaitForecast } from '../../shared/contract/forecasts.ts';
import type { QueueStatus } from '../../shared/contract/queues.ts';
import type { ShownState } from './load-glyph.tsx';

/** Expected minutes below which a wait is short, and from which on it is long. */
export const shortBelowMinutes = 30;
export const longFromMinutes = 120;

const hourMs = 3_600_000;

/** @returns the forecast, unless it is more than an hour old: by then it knows nothing of what stands there */
export function freshForecast(forecast: WaitForecast | undefined, now: Date): WaitForecast | undefined {
  return forecast && now.getTime() - Date.parse(forecast.madeAt) <= hourMs ? forecast : undefined;
}

/** @returns the hour of a forecast in which an instant lies; undefined where the forecast does not reach it, or there is none */
export function hourAt(forecast: WaitForecast | undefined, at: Date): ForecastHour | undefined {
  return forecast?.hours.find(({ startsAt }) => {
    const sinceMs = at.getTime() - Date.parse(startsAt);
    return sinceMs >= 0 && sinceMs < hourMs;
  });
}

/**
 * How long the wait is, in the signs of the load: free is short, filling is medium, full is long. It is the forecast's P50; where there is no
 * forecast, the trucks in the waiting area divided by the places of the present slot.
 *
 * @param hour the forecast for a truck that arrives now
 */
export function queueStateOf(queue: QueueStatus | undefined, hour: ForecastHour | undefined): ShownState {
  if (queue?.scheduledPerHour === 0) return 'closed';
  const minutes = expectedMinutes(queue, hour);
  if (minutes === undefined) return 'unknown';
  if (minutes < shortBelowMinutes) return 'free';
  return minutes < longFromMinutes ? 'filling' : 'full';
}

/** @returns minutes, infinite where the forecast sees no end of the wait; undefined where nothing is known */
export function expectedMinutes(queue: QueueStatus | undefined, hour: ForecastHour | undefined): number | undefined {
  if (hour) return hour.waitP50Minutes ?? Number.POSITIVE_INFINITY;
  const waiting = queue?.waiting ?? undefined;
  if (!queue || waiting === undefined) return undefined;
  return waiting === 0 ? 0 : (waiting / queue.scheduledPerHour) * 60;
}

/** @returns trucks between the call and the end of the second post; undefined where nobody feeds the queue */
export function countAtPosts(queue: QueueStatus | undefined): number | undefined {
  if (!queue?.first || !queue.second) return undefined;
  const posts = [...Object.values(queue.first), ...Object.values(queue.second)];
  return posts.reduce((sum, count) => sum + count, (queue.called ?? 0) + (queue.strip ?? 0));
}

export type Trend = 'rising' | 'falling' | 'steady';

/** A truck more or less is no trend, nor is a tenth of a long queue. */
const steadyTrucks = 2;
const steadyShare = 0.1;

/** @param hourAgo mean of the ten minutes an hour ago @returns undefined where either is not known */
export function trendOf(waiting: number | null | undefined, hourAgo: number | undefined): Trend | undefined {
  if (typeof waiting !== 'number' || hourAgo === undefined) return undefined;
  const change = waiting - hourAgo;
  if (Math.abs(change) < Math.max(steadyTrucks, hourAgo * steadyShare)) return 'steady';
  return change > 0 ? 'rising' : 'falling';
}
