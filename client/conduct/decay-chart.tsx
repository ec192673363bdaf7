import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Area, AreaChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Conduct } from '../../shared/contract/conduct.ts';
import { useFormat } from '../i18n/format.ts';
import { belowFrom, decayCurve, round } from './points.ts';

const tick = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' };
/** The zone of a carrier's record is the one of the house that keeps it. */
const zone = 'Asia/Almaty';

/** How the points go away by themselves, and the threshold. */
export function DecayChart({ record }: { record: Conduct }) {
  const { t } = useTranslation();
  const format = useFormat();
  const points = decayCurve(record);
  const below = belowFrom(record);
  const half = points[Math.floor((points.length - 1) / 2)];
  const sentence = below
    ? t('conduct.belowFrom', { day: format.day(below, zone) })
    : t('conduct.halfAt', {
        day: format.day(new Date(half?.at ?? 0), zone),
        points: format.number(round(half?.points ?? 0)),
      });
  return (
    <figure style={{ margin: 0 }} aria-label={`${t('conduct.decay')}. ${sentence}`}>
      <ResponsiveContainer width="100%" height={220}>
        <AreaChart data={points} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--otkel-line)" />
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={['dataMin', 'dataMax']}
            tickCount={6}
            interval="equidistantPreserveStart"
            minTickGap={24}
            tickFormatter={(at: number) => format.day(new Date(at), zone)}
            tick={tick}
            stroke="var(--otkel-line)"
          />
          <YAxis
            domain={[0, Math.ceil(Math.max(record.points, record.threshold) * 1.1)]}
            allowDecimals={false}
            tick={tick}
            width={36}
            axisLine={false}
            tickLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            labelFormatter={(at) => format.day(new Date(Number(at)), zone)}
            formatter={(value) => [format.number(round(Number(value))), t('conduct.points')]}
          />
          <ReferenceLine
            y={record.threshold}
            stroke="var(--otkel-full)"
            strokeDasharray="4 3"
            label={{
              value: t('conduct.threshold'),
              position: 'insideTopRight',
              fontSize: 11,
              fill: 'var(--mantine-color-text)',
            }}
          />
          <Area
            dataKey="points"
            isAnimationActive={false}
            stroke="var(--mantine-primary-color-filled)"
            fill="var(--mantine-primary-color-filled)"
            fillOpacity={0.2}
            strokeWidth={2}
          />
        </AreaChart>
      </ResponsiveContainer>
      <Text component="figcaption" fz="sm">
        {sentence}
      </Text>
    </figure>
  );
}
