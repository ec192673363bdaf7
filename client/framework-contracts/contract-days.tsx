import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import type { FrameworkContract } from '../../shared/contract/framework-contracts.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { useNow } from '../live/use-now.ts';
import { type CalendarDay, listCalendarDays } from './calendar-days.ts';
import css from './contract-days.module.css';

const week = [1, 2, 3, 4, 5, 6, 7];

/** Four weeks of a contract: each truck of a day is a dot, filled when it is booked. */
export function ContractDays({ contract }: { contract: FrameworkContract }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(60_000);
  const zone = useQuery(checkpointsQuery).data?.find(({ id }) => id === contract.checkpointId)?.kzZone ?? 'Asia/Almaty';
  const query = useQuery({
    ...apiQuery.frameworkContracts.listDays.queryOptions({ input: { contractId: contract.id, limit: 60 } }),
    refetchInterval: 60_000,
  });
  if (query.isPending) return <LoadingLines count={2} />;
  if (query.isError) return <LoadFailed error={query.error} retry={() => void query.refetch()} />;
  const today = DateTime.fromJSDate(now, { zone }).toISODate()!;
  const days = listCalendarDays(contract, query.data.items, today);
  return (
    <div style={{ marginTop: 12 }}>
      <ul className={css.grid} aria-label={t('frameworkContracts.calendar')}>
        {week.map((number) => (
          <li key={number} className={css.head} aria-hidden>
            {format.weekday(`2024-01-0${number}T12:00:00Z`, 'UTC')}
          </li>
        ))}
        {days.map((day) => (
          <Day key={day.day} day={day} isToday={day.day === today} />
        ))}
      </ul>
      <Group gap="md" mt={8}>
        {(['booked', 'waits', 'unplaced', 'skipped', 'later'] as const).map((kind) => (
          <Group key={kind} gap={6} wrap="nowrap">
            <span className={`${css.dot} ${css[kind]}`} aria-hidden />
            <Text fz="xs" c="dimmed">
              {t(`frameworkContracts.dot.${kind}`)}
            </Text>
          </Group>
        ))}
      </Group>
    </div>
  );
}

function Day({ day: { day, wanted, known }, isToday }: { day: CalendarDay; isToday: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const date = format.longDay(`${day}T12:00:00Z`, 'UTC');
  const says = () => {
    if (wanted === undefined) return t('frameworkContracts.dayOff', { date });
    if (!known) return t('frameworkContracts.dayLater', { date, count: wanted });
    const { booked, unplaced, skipped, reason } = known;
    const why = reason ? ` ${t(`frameworkContracts.reason.${reason}`)}` : '';
    return `${t('frameworkContracts.daySays', { date, wanted, booked, unplaced, skipped })}${why}`;
  };
  const waits = known ? Math.max(0, known.applied - known.booked - known.unplaced) : 0;
  const dots = known
    ? ([
        ['booked', known.booked],
        ['waits', waits],
        ['unplaced', known.unplaced],
        ['skipped', Math.max(0, known.skipped - known.unplaced)],
      ] as const)
    : ([['later', wanted ?? 0]] as const);
  return (
    <li className={css.day} data-off={wanted === undefined} data-today={isToday} title={says()}>
      <span className={css.number} aria-hidden>
        {format.dayOfMonth(`${day}T12:00:00Z`, 'UTC')}
        {known && (
          <span className={css.count}>
            {known.booked}/{known.wanted}
          </span>
        )}
      </span>
      <span className={css.dots} aria-hidden>
        {dots.flatMap(([kind, count]) =>
          Array.from({ length: Math.min(count, 12) }, (_, index) => `${kind} ${index}`).map((key) => (
            <span key={key} className={`${css.dot} ${css[kind]}`} />
          )),
        )}
      </span>
      <span className={css.said}>{says()}</span>
    </li>
  );
}
