import { List, Text } from '@mantine/core';
import type { RegimeEffect } from '../../shared/contract/regimes.ts';
import { useEffectText } from './use-effect-text.ts';

/** What a regime sets, in words. */
export function EffectList({ effect }: { effect: RegimeEffect }) {
  const phrases = useEffectText()(effect);
  const [only] = phrases;
  if (phrases.length === 1) return <Text fz="sm">{only}</Text>;
  return (
    <List size="sm" spacing={2} withPadding={false}>
      {phrases.map((phrase) => (
        <List.Item key={phrase}>{phrase}</List.Item>
      ))}
    </List>
  );
}
