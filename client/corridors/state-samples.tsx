import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type WayState, wayStates, wayStroke } from './way-state.ts';

/** A piece of a line as the map draws it. */
export function StrokeSample({ state, width = 34 }: { state: WayState; width?: number }) {
  const { color, weight, dashArray } = wayStroke[state];
  return (
    <svg width={width} height={10} viewBox={`0 0 ${width} 10`} aria-hidden style={{ flex: 'none' }}>
      <path d={`M1 5H${width - 1}`} stroke={color} strokeWidth={weight} strokeDasharray={dashArray} />
    </svg>
  );
}

/** What the lines mean. */
export function StateSamples() {
  const { t } = useTranslation();
  return (
    <Group gap="4px 14px">
      {wayStates.map((state) => (
        <Group key={state} gap={6} wrap="nowrap">
          <StrokeSample state={state} />
          <Text span fz="xs">
            {t(`corridors.state.${state}`)}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
