import { Badge, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Corridor, WayLeg } from '../../shared/contract/corridors.ts';
import { useFormat } from '../i18n/format.ts';
import { useWayText } from './use-way-text.ts';

/** Every road of the corridor once, with where its distance comes from. */
export function RoadTable({ corridor }: { corridor: Corridor }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useWayText();
  const places = new Map(corridor.ways.flatMap(({ nodes }) => nodes).map((node) => [node.id, node]));
  const roads = new Map<string, WayLeg>();
  for (const leg of corridor.ways.flatMap(({ legs }) => legs)) {
    const key = [leg.fromId, leg.toId].sort().join(' ');
    if (!roads.has(key)) roads.set(key, leg);
  }
  const name = (id: string) => text.name(places.get(id) ?? { id, name: id });
  return (
    <Table.ScrollContainer minWidth={640} type="native" mt="sm">
      <Table fz="sm" verticalSpacing={4}>
        <Table.Caption>{t('corridors.method')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('corridors.road')}</Table.Th>
            <Table.Th scope="col">{t('corridors.km')}</Table.Th>
            <Table.Th scope="col">{t('corridors.hours')}</Table.Th>
            <Table.Th scope="col">{t('corridors.source')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...roads].map(([key, leg]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={500}>
                {name(leg.fromId)} — {name(leg.toId)}
              </Table.Th>
              <Table.Td>{format.number(Math.round(leg.distanceKm))}</Table.Td>
              <Table.Td>{format.number(Math.round(leg.drivingHours * 10) / 10)}</Table.Td>
              <Table.Td>
                <Badge color={leg.isEstimated ? 'gray' : 'river'} size="sm" mr={6}>
                  {leg.isEstimated ? t('corridors.estimated') : t('corridors.published')}
                </Badge>
                {/* How we estimate is said below, in the reader's language. */}
                {!leg.isEstimated && (
                  <Text span fz="xs" c="dimmed" lang="en">
                    {leg.source}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
