import { useQueries, useQuery } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { apiQuery } from '../api/client.ts';

const staleTime = 5 * 60_000;

/** @returns the last days on the Kazakh clock, today last, as yyyy-MM-dd */
export function lastDays(now: Date, count: number): string[] {
  const today = DateTime.fromJSDate(now, { zone: 'Asia/Almaty' });
  return Array.from({ length: count }, (_, back) => today.minus({ days: count - 1 - back }).toFormat('yyyy-MM-dd'));
}

/** The share at every checkpoint on each day: one question a day, since the API groups by one thing at a time. */
export function useGreenByDay(days: readonly string[]) {
  const answers = useQueries({
    queries: days.map((day) =>
      apiQuery.compliance.greenShare.queryOptions({ input: { by: 'checkpoint', from: day, to: day }, staleTime }),
    ),
  });
  return {
    isPending: answers.some(({ isPending }) => isPending),
    error: answers.find(({ isError }) => isError)?.error,
    retry: () => Promise.all(answers.filter(({ isError }) => isError).map(({ refetch }) => refetch())),
    aim: answers[0]?.data?.aim,
    items: answers.map(({ data }) => data?.items ?? []),
  };
}

export function useGreenByCarrier(days: readonly string[]) {
  const [from, to] = [days[0], days.at(-1)];
  return useQuery(
    apiQuery.compliance.greenShare.queryOptions({
      input: { by: 'carrier', ...(from ? { from } : {}), ...(to ? { to } : {}) },
      staleTime,
    }),
  );
}
