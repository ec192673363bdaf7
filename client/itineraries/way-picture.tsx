import { Stack } from '@mantine/core';
import type { DrivingRules } from '../../shared/contract/itineraries.ts';
import { AxisRow } from './axis-row.tsx';
import { bandOf, type DrawnWay } from './band.ts';
import { LegNames } from './leg-names.tsx';
import { endsOf, type Places } from './places.ts';
import { spanOf } from './time-axis.ts';
import { type AxisMark, BandLegend, TimeBand } from './time-band.tsx';
import { useAxis } from './use-axis.ts';

interface WayPictureProps {
  /** one, or several that are compared: each with its name */
  ways: readonly { name: string; way: DrawnWay; hideName?: boolean; wrongLeg?: number | undefined }[];
  rules: DrivingRules;
  places: Places;
  arriveBy: string;
  now: Date;
}

/** Ways on one axis of time, with the hour that it is and the deadline where they lie within. */
export function WayPicture({ ways, rules, places, arriveBy, now }: WayPictureProps) {
  const bands = ways.map(({ way }) => bandOf(way, rules));
  const span = spanOf(ways.map(({ way }) => way));
  const { fromId, toId } = endsOf(ways[0]?.way.legs ?? []);
  const all = [
    { kind: 'now', atMs: now.getTime() },
    { kind: 'arrive-by', atMs: Date.parse(arriveBy) },
  ] as const satisfies readonly AxisMark[];
  const marks = all.filter(({ atMs }) => atMs >= span.fromMs && atMs <= span.toMs);
  const axis = useAxis(span, { from: places.place(fromId).zone, to: places.place(toId).zone }, marks);
  return (
    <Stack gap={6}>
      <AxisRow {...axis.from} span={span} place={places.name(fromId)} />
      {ways.map(({ name, way, hideName, wrongLeg }, index) => (
        <div key={name}>
          {!hideName && (
            <b style={{ fontSize: 'var(--mantine-font-size-sm)' }} aria-hidden>
              {name}
            </b>
          )}
          <LegNames legs={way.legs} span={span} places={places} />
          <TimeBand
            parts={bands[index] ?? []}
            span={span}
            ticks={axis.from.ticks}
            marks={marks}
            wrongLeg={wrongLeg}
            label={name}
          />
        </div>
      ))}
      {axis.to && <AxisRow {...axis.to} span={span} place={places.name(toId)} />}
      <BandLegend kinds={new Set(bands.flat().map(({ kind }) => kind))} marks={marks} />
    </Stack>
  );
}
