import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import type { CapacityPoint } from './capacity-points.ts';
import { CapacityTooltip } from './capacity-tooltip.tsx';
import { dayTicks } from './day-ticks.ts';
import styles from './previews.module.css';

interface CapacityChartProps {
  points: readonly CapacityPoint[];
  checkpoint: Checkpoint;
  syncId: string;
}

/** Places by hour before and after as steps, bookings as bars; those beyond the places are hatched. */
export function CapacityChart({ points, checkpoint, syncId }: CapacityChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const hatch = useId();
  const axis = { tick: { fontSize: 11, fill: 'var(--mantine-color-dimmed)' }, tickLine: false } as const;
  return (
    <figure className={styles.chart} aria-label={t('previews.capacity.label')}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...points]}
          syncId={syncId}
          barCategoryGap="8%"
          aria-label={t('previews.capacity.label')}
          margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
        >
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" fill="var(--otkel-full-cell)" />
              <rect width="3.5" height="6" fill="var(--otkel-full)" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} stroke="var(--otkel-line)" />
          <XAxis
            dataKey="startsAt"
            ticks={dayTicks(points, checkpoint.kzZone)}
            tickFormatter={(value: string) => format.day(value, checkpoint.kzZone)}
            stroke="var(--otkel-line)"
            {...axis}
          />
          <YAxis allowDecimals={false} width={36} axisLine={false} {...axis} />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => (
              <CapacityTooltip
                point={active ? (payload[0]?.payload as CapacityPoint | undefined) : undefined}
                checkpoint={checkpoint}
                of="places"
              />
            )}
          />
          <Bar dataKey="fits" stackId="taken" fill="var(--mantine-color-river-4)" isAnimationActive={false} />
          <Bar dataKey="over" stackId="taken" fill={`url(#${hatch})`} isAnimationActive={false} />
          <Line
            dataKey="before"
            type="step"
            dot={false}
            stroke="var(--otkel-closed)"
            strokeWidth={1.5}
            strokeDasharray="4 3"
            isAnimationActive={false}
          />
          <Line
            dataKey="after"
            type="step"
            dot={false}
            stroke="var(--mantine-color-text)"
            strokeWidth={2}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}
