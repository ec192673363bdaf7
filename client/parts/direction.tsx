import { Box, SegmentedControl } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Direction, directionSchema } from '../../shared/words.ts';

export function DirectionIcon({ direction, size = 15 }: { direction: Direction; size?: number }) {
  const Icon = direction === 'out' ? IconArrowUpRight : IconArrowDownLeft;
  return <Icon size={size} stroke={2} aria-hidden style={{ flex: 'none' }} />;
}

interface DirectionToggleProps {
  value: Direction;
  onChange: (direction: Direction) => void;
  fullWidth?: boolean;
}

export function DirectionToggle({ value, onChange, fullWidth = false }: DirectionToggleProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t('direction.label')}
      value={value}
      fullWidth={fullWidth}
      onChange={(next) => onChange(directionSchema.parse(next))}
      data={directionSchema.options.map((direction) => ({
        value: direction,
        label: (
          <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
            <DirectionIcon direction={direction} />
            <Box component="span" visibleFrom="sm">
              {t(`direction.${direction}`)}
            </Box>
            <Box component="span" hiddenFrom="sm">
              {t(`direction.${direction}Short`)}
            </Box>
          </span>
        ),
      }))}
    />
  );
}
