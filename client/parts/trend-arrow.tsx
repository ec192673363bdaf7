import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Trend } from './queue-now.ts';

/** Up where the queue grew within the hour, down where it shrank. It stands beside words that say the same. */
export function TrendArrow({ trend, size = 12 }: { trend: Trend | undefined; size?: number }) {
  if (trend === undefined || trend === 'steady') return null;
  const Icon = trend === 'rising' ? IconArrowUp : IconArrowDown;
  const color = trend === 'rising' ? 'var(--otkel-full)' : 'var(--otkel-free)';
  return <Icon size={size} stroke={2.6} color={color} aria-hidden data-trend={trend} style={{ flex: 'none' }} />;
}
