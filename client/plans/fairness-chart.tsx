import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { FairnessRow } from './fairness-rows.ts';
import { usePlanText } from './use-plan-text.ts';

const rowHeight = 34;
const nameWidth = 128;
const tick = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' };
const still = { isAnimationActive: false } as const;

interface ChartProps {
  rows: readonly FairnessRow[];
  label: string;
}

/** Of those who asked: in the wished window, placed elsewhere, without a slot. */
export function ShareChart({ rows, label }: ChartProps) {
  const { t } = useTranslation();
  const text = usePlanText();
  return (
    <Frame rows={rows} label={label}>
      <BarChart
        data={[...rows]}
        layout="vertical"
        margin={{ top: 0, right: 16, bottom: 0, left: 0 }}
        barCategoryGap={6}
      >
        <XAxis
          type="number"
          domain={[0, 1]}
          ticks={[0, 0.5, 1]}
          tickFormatter={text.percent}
          tick={tick}
          stroke="var(--otkel-line)"
        />
        <YAxis type="category" dataKey="name" width={nameWidth} tick={tick} axisLine={false} tickLine={false} />
        <Tooltip {...still} formatter={(value) => text.percent(Number(value))} />
        <Bar {...still} dataKey="inWindow" stackId="all" fill="var(--otkel-free)" name={t('rounds.chart.inWindow')} />
        <Bar
          {...still}
          dataKey="elsewhere"
          stackId="all"
          fill="var(--otkel-filling)"
          name={t('rounds.chart.elsewhere')}
        />
        <Bar {...still} dataKey="none" stackId="all" fill="var(--otkel-full)" name={t('rounds.chart.none')} />
      </BarChart>
    </Frame>
  );
}

/** The delay of those placed: median and mean, in hours. */
export function DelayChart({ rows, label }: ChartProps) {
  const { t } = useTranslation();
  const text = usePlanText();
  return (
    <Frame rows={rows} label={label}>
      <BarChart
        data={[...rows]}
        layout="vertical"
        margin={{ top: 0, right: 16, bottom: 0, left: 0 }}
        barCategoryGap={6}
        barGap={1}
      >
        <CartesianGrid horizontal={false} stroke="var(--otkel-line)" />
        <XAxis
          type="number"
          tickFormatter={(hours: number) => text.minutes(Math.round(hours * 60))}
          tick={tick}
          stroke="var(--otkel-line)"
        />
        <YAxis type="category" dataKey="name" width={nameWidth} tick={tick} axisLine={false} tickLine={false} />
        <Tooltip {...still} formatter={(value) => text.minutes(Math.round(Number(value) * 60))} />
        <Bar
          {...still}
          dataKey="medianHours"
          fill="var(--mantine-primary-color-filled)"
          name={t('rounds.chart.median')}
        />
        <Bar {...still} dataKey="meanHours" fill="var(--otkel-closed)" name={t('rounds.chart.mean')} />
      </BarChart>
    </Frame>
  );
}

function Frame({ rows, label, children }: ChartProps & { children: ReactElement }) {
  return (
    <figure style={{ margin: 0, height: rows.length * rowHeight + 36 }} role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        {children}
      </ResponsiveContainer>
    </figure>
  );
}
