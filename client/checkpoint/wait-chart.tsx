import { useMediaQuery } from '@mantine/hooks';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { useWaitText } from '../parts/wait-text.ts';
import { ClockTick } from './clock-tick.tsx';
import styles from './wait.module.css';
import { chartHours, minuteTicks, truckTicks, type WaitPoint } from './wait-points.ts';
import { WaitTooltip } from './wait-tooltip.tsx';

const hourMs = 3_600_000;

interface WaitChartProps {
  points: readonly WaitPoint[];
  checkpoint: Checkpoint;
  now: Date;
}

/** Trucks in the waiting area as an area, waits as lines: measured until now, expected from now on with its band. */
export function WaitChart({ points, checkpoint, now }: WaitChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const narrow = useMediaQuery('(max-width: 48em)');
  const from = now.getTime() - chartHours * hourMs;
  const to = now.getTime() + chartHours * hourMs;
  const oneClock = format.time(now, checkpoint.kzZone) === format.time(now, checkpoint.neighbourZone);
  const waits = points.flatMap(({ measured, forecast, band }) => [measured ?? 0, forecast ?? 0, band?.[1] ?? 0]);
  const minutes = minuteTicks(Math.max(0, ...waits));
  const trucks = truckTicks(Math.max(0, ...points.map(({ waiting }) => waiting ?? 0)), minutes.length - 1);
  const line = { isAnimationActive: false, yAxisId: 'wait', connectNulls: false } as const;
  return (
    <figure className={styles.chart} aria-label={t('queue.chart.label')}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...points]}
          aria-label={t('queue.chart.label')}
          margin={{ top: 18, right: 0, bottom: 8, left: 0 }}
        >
          <CartesianGrid vertical={false} stroke="var(--otkel-line)" />
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={[from, to]}
            ticks={clockTicks(from, to, checkpoint.kzZone, narrow ? 12 : 6)}
            tick={<ClockTick checkpoint={checkpoint} />}
            height={oneClock ? 28 : 44}
            stroke="var(--otkel-line)"
            interval={0}
          />
          <YAxis
            yAxisId="wait"
            ticks={minutes}
            domain={[0, minutes.at(-1) ?? 0]}
            tickFormatter={(value: number) => (value === 0 ? '0' : waitText.one(value))}
            width={56}
            tick={{ fontSize: 11, fill: 'var(--mantine-color-dimmed)' }}
            axisLine={false}
            tickLine={false}
          />
          <YAxis
            yAxisId="trucks"
            orientation="right"
            ticks={trucks}
            domain={[0, trucks.at(-1) ?? 0]}
            width={34}
            tick={{ fontSize: 11, fill: 'var(--mantine-color-dimmed)' }}
            axisLine={false}
            tickLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => (
              <WaitTooltip
                point={active ? (payload[0]?.payload as WaitPoint | undefined) : undefined}
                checkpoint={checkpoint}
              />
            )}
          />
          <Area
            dataKey="waiting"
            yAxisId="trucks"
            isAnimationActive={false}
            stroke="var(--otkel-closed)"
            fill="var(--otkel-closed)"
            fillOpacity={0.22}
            strokeWidth={1}
          />
          <Area {...line} dataKey="band" stroke="none" fill="var(--mantine-primary-color-filled)" fillOpacity={0.22} />
          <Line
            {...line}
            dataKey="measured"
            stroke="var(--otkel-filling)"
            strokeWidth={1.5}
            dot={{ r: 1.6, strokeWidth: 0, fill: 'var(--otkel-filling)' }}
          />
          <Line {...line} dataKey="forecast" stroke="var(--otkel-wait)" strokeWidth={2.2} dot={false} />
          <ReferenceLine
            x={now.getTime()}
            yAxisId="wait"
            stroke="var(--mantine-color-text)"
            strokeDasharray="3 3"
            label={{ value: t('queue.chart.now'), position: 'top', fontSize: 11, fill: 'var(--mantine-color-text)' }}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

/** @returns instants at whole multiples of `everyHours` on the clock of a zone */
function clockTicks(from: number, to: number, zone: string, everyHours: number): number[] {
  const ticks: number[] = [];
  let at = DateTime.fromMillis(from, { zone }).startOf('day');
  while (at.toMillis() <= to) {
    if (at.toMillis() >= from) ticks.push(at.toMillis());
    at = at.plus({ hours: everyHours });
  }
  return ticks;
}
