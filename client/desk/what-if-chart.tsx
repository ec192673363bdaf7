import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import { Area, Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { ClockTick } from '../checkpoint/clock-tick.tsx';
import { minuteTicks } from '../checkpoint/wait-points.ts';
import { useFormat } from '../i18n/format.ts';
import { useWaitText } from '../parts/wait-text.ts';
import styles from './what-if.module.css';
import type { WhatIfPoint } from './what-if-points.ts';
import { WhatIfTooltip } from './what-if-tooltip.tsx';

interface WhatIfChartProps {
  points: readonly WhatIfPoint[];
  checkpoint: Checkpoint;
}

const tick = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' } as const;
const margin = { top: 8, right: 8, bottom: 4, left: 0 } as const;
const hourMs = 3_600_000;

/** Above, places before and after as steps against the trucks that are booked; below, their waits as bands from P50 to P80. One axis of time. */
export function WhatIfChart({ points, checkpoint }: WhatIfChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const { kzZone, neighbourZone } = checkpoint;
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const oneClock = format.time(new Date(first), kzZone) === format.time(new Date(first), neighbourZone);
  const everyHours = points.length > 100 ? 24 : points.length > 30 ? 12 : 6;
  const time = {
    dataKey: 'at',
    type: 'number',
    scale: 'time',
    domain: [first - hourMs / 2, last + hourMs / 2],
    ticks: points.flatMap(({ at }) => (DateTime.fromMillis(at, { zone: kzZone }).hour % everyHours === 0 ? [at] : [])),
    interval: 0,
    stroke: 'var(--otkel-line)',
  } as const;
  const waits = points.flatMap(({ nowBand, changedBand }) => [nowBand?.[1] ?? 0, changedBand?.[1] ?? 0]);
  const minutes = minuteTicks(Math.max(0, ...waits));
  const still = { isAnimationActive: false } as const;
  const tooltip = (
    <Tooltip
      {...still}
      content={({ active, payload }) => (
        <WhatIfTooltip
          point={active ? (payload[0]?.payload as WhatIfPoint | undefined) : undefined}
          checkpoint={checkpoint}
        />
      )}
    />
  );
  return (
    <>
      <figure className={styles.places} aria-label={t('desk.whatIf.placesChart')}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={[...points]} margin={margin} syncId="what-if" barCategoryGap={1}>
            <CartesianGrid vertical={false} stroke="var(--otkel-line)" />
            <XAxis {...time} tick={false} height={6} />
            <YAxis width={56} tick={tick} axisLine={false} tickLine={false} allowDecimals={false} />
            {tooltip}
            <Bar {...still} dataKey="fitting" stackId="taken" fill="var(--desk-taken)" />
            <Bar {...still} dataKey="over" stackId="taken" fill="var(--otkel-full)" />
            <Line
              {...still}
              dataKey="before"
              type="step"
              dot={false}
              stroke="var(--otkel-closed)"
              strokeWidth={2}
              strokeDasharray="5 3"
            />
            <Line
              {...still}
              dataKey="after"
              type="step"
              dot={false}
              stroke="var(--mantine-color-text)"
              strokeWidth={2}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </figure>
      <figure className={styles.waits} aria-label={t('desk.whatIf.waitsChart')}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={[...points]} margin={margin} syncId="what-if">
            <CartesianGrid vertical={false} stroke="var(--otkel-line)" />
            <XAxis {...time} tick={<ClockTick checkpoint={checkpoint} />} height={oneClock ? 28 : 44} />
            <YAxis
              width={56}
              tick={tick}
              axisLine={false}
              tickLine={false}
              ticks={minutes}
              domain={[0, minutes.at(-1) ?? 0]}
              tickFormatter={(value: number) => (value === 0 ? '0' : waitText.one(value))}
            />
            {tooltip}
            <Area {...still} dataKey="nowBand" stroke="none" fill="var(--otkel-closed)" fillOpacity={0.3} />
            <Line
              {...still}
              dataKey="now"
              dot={false}
              stroke="var(--otkel-closed)"
              strokeWidth={2}
              strokeDasharray="5 3"
            />
            <Area {...still} dataKey="changedBand" stroke="none" fill="var(--desk-changed)" fillOpacity={0.3} />
            <Line {...still} dataKey="changed" dot={false} stroke="var(--desk-changed)" strokeWidth={2.2} />
          </ComposedChart>
        </ResponsiveContainer>
      </figure>
    </>
  );
}
