import { useTranslation } from 'react-i18next';
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { useWaitText } from '../parts/wait-text.ts';
import type { CapacityPoint } from './capacity-points.ts';
import { CapacityTooltip } from './capacity-tooltip.tsx';
import { dayTicks } from './day-ticks.ts';
import styles from './previews.module.css';

interface WaitBandsChartProps {
  points: readonly CapacityPoint[];
  checkpoint: Checkpoint;
  syncId: string;
}

const bands = [
  { of: 'now', color: 'var(--otkel-closed)', dash: '2 3' },
  { of: 'unmoved', color: 'var(--otkel-full)', dash: '6 3' },
  { of: 'moved', color: 'var(--mantine-color-river-6)', dash: '0' },
] as const;

/** Waits by hour as bands from P50 to P80: as things are, with the change alone, and with the new plan. */
export function WaitBandsChart({ points, checkpoint, syncId }: WaitBandsChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const axis = { tick: { fontSize: 11, fill: 'var(--mantine-color-dimmed)' }, tickLine: false } as const;
  const data = points.map((point) => ({
    ...point,
    nowP50: point.now?.[0] ?? null,
    unmovedP50: point.unmoved?.[0] ?? null,
    movedP50: point.moved?.[0] ?? null,
  }));
  return (
    <figure className={styles.waitChart} aria-label={t('previews.wait.label')}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={data}
          syncId={syncId}
          aria-label={t('previews.wait.label')}
          margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
        >
          <CartesianGrid vertical={false} stroke="var(--otkel-line)" />
          <XAxis
            dataKey="startsAt"
            ticks={dayTicks(points, checkpoint.kzZone)}
            tickFormatter={(value: string) => format.day(value, checkpoint.kzZone)}
            stroke="var(--otkel-line)"
            {...axis}
          />
          <YAxis
            width={52}
            axisLine={false}
            tickFormatter={(value: number) => (value === 0 ? '0' : waitText.one(value))}
            {...axis}
          />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => (
              <CapacityTooltip
                point={active ? (payload[0]?.payload as CapacityPoint | undefined) : undefined}
                checkpoint={checkpoint}
                of="waits"
              />
            )}
          />
          {bands.map(({ of, color }) => (
            <Area key={of} dataKey={of} stroke="none" fill={color} fillOpacity={0.3} isAnimationActive={false} />
          ))}
          {bands.map(({ of, color, dash }) => (
            <Line
              key={of}
              dataKey={`${of}P50`}
              dot={false}
              stroke={color}
              strokeWidth={1.8}
              strokeDasharray={dash}
              isAnimationActive={false}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}
