import { List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Corridor } from '../../shared/contract/corridors.ts';
import type { NoWay } from '../../shared/contract/itineraries.ts';
import type { Places } from './places.ts';

interface NotOfferedProps {
  ways: readonly NoWay[];
  corridor: Corridor | undefined;
  isReversed: boolean;
  places: Places;
}

/** The ways that are not offered, each with its reason and the place it fails at. */
export function NotOffered({ ways, corridor, isReversed, places }: NotOfferedProps) {
  const { t } = useTranslation();
  if (ways.length === 0) return null;
  const titleOf = (wayId: string) => {
    const nodes = corridor?.ways.find(({ id }) => id === wayId)?.nodes.filter(({ kind }) => kind !== 'town') ?? [];
    const ids = nodes.map(({ id }) => id);
    return (isReversed ? ids.toReversed() : ids).map(places.shortName).join(' → ') || wayId;
  };
  const reasonOf = ({ reason, at, full }: NoWay) => {
    if (full) return t(`itineraries.full.${full}`);
    const why = t(`itineraries.noWay.${reason}`);
    return at ? t('itineraries.noWay.at', { place: places.shortName(at), why }) : why;
  };
  return (
    <Stack gap={4}>
      <Text fz="sm" fw={600}>
        {t('itineraries.notOffered', { count: ways.length })}
      </Text>
      <List fz="sm" spacing={2}>
        {ways.map((way) => (
          <List.Item key={`${way.wayId} ${way.reason} ${way.at}`}>
            <b>{titleOf(way.wayId)}.</b> {reasonOf(way)}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
