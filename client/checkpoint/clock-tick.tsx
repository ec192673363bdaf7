import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';

interface ClockTickProps {
  checkpoint: Pick<Checkpoint, 'kzZone' | 'neighbourZone'>;
  /** given by the chart */
  x?: number;
  y?: number;
  payload?: { value: number };
}

/** A time on the Kazakh clock, and below it the one across the border where that is another; a day instead of midnight. */
export function ClockTick({ checkpoint: { kzZone, neighbourZone }, x = 0, y = 0, payload }: ClockTickProps) {
  const format = useFormat();
  if (!payload) return null;
  const at = new Date(payload.value);
  const here = format.time(at, kzZone);
  const there = format.time(at, neighbourZone);
  return (
    <text x={x} y={y + 12} textAnchor="middle" fontSize={11} fill="var(--mantine-color-dimmed)">
      <tspan x={x} fontWeight={600} fill="var(--mantine-color-text)">
        {here === '00:00' ? format.day(at, kzZone) : here}
      </tspan>
      {there !== here && (
        <tspan x={x} dy={14}>
          {there}
        </tspan>
      )}
    </text>
  );
}
