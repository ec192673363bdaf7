import { useMatches } from '@mantine/core';
import { type Span, ticksOf } from './time-axis.ts';
import type { AxisMark } from './time-band.tsx';

const ticksOnPhone = 4;
const ticksOnScreen = 9;

export interface Axis {
  span: Span;
  marks: readonly AxisMark[];
  from: { zone: string; ticks: ReturnType<typeof ticksOf> };
  /** the clock of the other end, where it is another one */
  to: { zone: string; ticks: ReturnType<typeof ticksOf> } | undefined;
}

/** @returns the ruler of pictures that stand together: as many names of days as the screen has room for */
export function useAxis(span: Span, zones: { from: string; to: string }, marks: readonly AxisMark[]): Axis {
  const most = useMatches({ base: ticksOnPhone, sm: ticksOnScreen });
  const from = { zone: zones.from, ticks: ticksOf(span, zones.from, most) };
  const to = { zone: zones.to, ticks: ticksOf(span, zones.to, most) };
  const isOther = to.ticks.some(({ atMs }) => !from.ticks.some((tick) => tick.atMs === atMs));
  return { span, marks, from, to: isOther ? to : undefined };
}
