import { useMediaQuery } from '@mantine/hooks';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Finding } from '../../shared/contract/proposals.ts';
import { ClockTick } from '../checkpoint/clock-tick.tsx';
import { useFormat } from '../i18n/format.ts';
import { type EvidencePoint, evidencePoints } from './evidence-points.ts';
import { EvidenceTooltip } from './evidence-tooltip.tsx';
import styles from './proposals.module.css';
import { useFindingText } from './use-finding-text.ts';

interface EvidenceChartProps {
  finding: Finding;
  checkpoint: Checkpoint;
  /** What it shows, in words. */
  label: string;
}

const tick = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' } as const;
const margin = { top: 18, right: 8, bottom: 4, left: 0 } as const;
const hourMs = 3_600_000;
const yWidth = 64;

/** Above, what was measured by the hour with its band against the parameter; below, the trucks of the hour. One axis of time. */
export function EvidenceChart({ finding, checkpoint, label }: EvidenceChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFindingText();
  const narrow = useMediaQuery('(max-width: 48em)');
  const points = evidencePoints(finding);
  const changedMs = Date.parse(finding.changedAt);
  const [from, to] = [points[0]!.at - hourMs / 2, points.at(-1)!.at + hourMs / 2];
  const { kzZone, neighbourZone } = checkpoint;
  const oneClock = format.time(new Date(from), kzZone) === format.time(new Date(from), neighbourZone);
  const everyHours = narrow ? 24 : 12;
  const time = {
    dataKey: 'at',
    type: 'number',
    scale: 'time',
    domain: [from, to],
    ticks: points
      .map(({ startsAt }) => Date.parse(startsAt))
      .filter((at) => DateTime.fromMillis(at, { zone: kzZone }).hour % everyHours === 0),
    interval: 0,
    stroke: 'var(--otkel-line)',
  } as const;
  const still = { isAnimationActive: false } as const;
  const tooltip = (
    <Tooltip
      {...still}
      content={({ active, payload }) => (
        <EvidenceTooltip
          point={active ? (payload[0]?.payload as EvidencePoint | undefined) : undefined}
          finding={finding}
          checkpoint={checkpoint}
        />
      )}
    />
  );
  const since = <ReferenceArea x1={changedMs} x2={to} fill="var(--otkel-filling)" fillOpacity={0.12} />;
  return (
    <>
      <figure className={`${styles.frame} ${styles.values}`} aria-label={label}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={points} margin={margin} syncId={finding.stage}>
            <CartesianGrid vertical={false} stroke="var(--otkel-line)" />
            <XAxis {...time} tick={false} height={6} />
            <YAxis
              width={yWidth}
              tick={tick}
              axisLine={false}
              tickLine={false}
              tickCount={5}
              tickFormatter={(value: number) => text.value(finding.what, value)}
            />
            {tooltip}
            {since}
            <Area
              {...still}
              dataKey="band"
              stroke="none"
              fill="var(--mantine-primary-color-filled)"
              fillOpacity={0.22}
              connectNulls={false}
            />
            <Line
              {...still}
              dataKey="parameter"
              type="step"
              dot={false}
              stroke="var(--mantine-color-text)"
              strokeWidth={2}
              strokeDasharray="6 4"
            />
            <Line
              {...still}
              dataKey="measured"
              stroke="var(--mantine-primary-color-filled)"
              strokeWidth={2.2}
              dot={{ r: 1.8, strokeWidth: 0, fill: 'var(--mantine-primary-color-filled)' }}
            />
            <ReferenceLine
              x={changedMs}
              stroke="var(--otkel-filling)"
              strokeWidth={2}
              label={{
                value: t('proposals.chart.changed'),
                position: 'top',
                fontSize: 11,
                fill: 'var(--mantine-color-text)',
              }}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </figure>
      <figure className={`${styles.frame} ${styles.counts}`} aria-label={t('proposals.chart.throughput')}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={points} margin={{ ...margin, top: 4 }} syncId={finding.stage} barCategoryGap={1}>
            <XAxis {...time} tick={<ClockTick checkpoint={checkpoint} />} height={oneClock ? 28 : 44} />
            <YAxis width={yWidth} tick={tick} axisLine={false} tickLine={false} tickCount={3} allowDecimals={false} />
            {tooltip}
            {since}
            <Bar {...still} dataKey="throughput" fill="var(--otkel-closed)" fillOpacity={0.6} />
            <Line
              {...still}
              dataKey="capacity"
              type="step"
              dot={false}
              stroke="var(--mantine-color-text)"
              strokeWidth={1.5}
              strokeDasharray="6 4"
            />
          </ComposedChart>
        </ResponsiveContainer>
      </figure>
    </>
  );
}
