import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LoadState } from '../../shared/load.ts';

interface ToneBadgeProps {
  /** the tones of the load states: their ink is readable on their ground in both colour schemes */
  tone: LoadState;
  icon?: ReactNode;
  children: ReactNode;
}

export function ToneBadge({ tone, icon, children }: ToneBadgeProps) {
  return (
    <Badge
      leftSection={icon}
      style={{ minWidth: 'max-content', background: `var(--otkel-${tone}-cell)`, color: `var(--otkel-${tone}-ink)` }}
    >
      {children}
    </Badge>
  );
}
