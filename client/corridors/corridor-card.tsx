import { Button, Card, Collapse, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconMapRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Corridor, WayTime } from '../../shared/contract/corridors.ts';
import { WayLine } from '../parts/way-line.tsx';
import styles from './corridors.module.css';
import { RoadTable } from './road-table.tsx';
import { useWayText } from './use-way-text.ts';
import { WayTable } from './way-table.tsx';

interface CorridorCardProps {
  corridor: Corridor;
  times: readonly WayTime[] | undefined;
  isNamed: boolean;
}

/** One corridor: its main way as a picture, all ways compared, and where the distances come from. */
export function CorridorCard({ corridor, times, isNamed }: CorridorCardProps) {
  const { t } = useTranslation();
  const text = useWayText();
  const [roadsOpen, roads] = useDisclosure(false);
  const main = corridor.ways[0];
  if (!main) return null;
  const roadsId = `${corridor.id}-roads`;
  return (
    <Card
      id={corridor.id}
      className={styles.card ?? ''}
      component="section"
      aria-labelledby={`${corridor.id}-title`}
      data-named={isNamed || undefined}
    >
      <Group justify="space-between" align="baseline" gap="xs" mb="xs">
        <Title order={2} id={`${corridor.id}-title`}>
          {text.corridor(corridor)}
        </Title>
        <Text fz="sm" c="dimmed">
          {t('corridors.waysAround', { count: corridor.ways.length - 1 })}
        </Text>
      </Group>
      <div className={styles.picture}>
        <WayLine way={main} />
      </div>
      <WayTable corridor={corridor} times={times} />
      <Group gap="xs" mt="sm">
        <Button
          component={Link}
          to={`/itineraries/new?corridor=${corridor.id}`}
          size="compact-sm"
          variant="light"
          leftSection={<IconMapRoute size={16} aria-hidden />}
        >
          {t('corridors.book')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={roads.toggle}
          aria-expanded={roadsOpen}
          aria-controls={roadsId}
          rightSection={roadsOpen ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
        >
          {t('corridors.roads')}
        </Button>
      </Group>
      <Collapse expanded={roadsOpen} id={roadsId}>
        {roadsOpen && <RoadTable corridor={corridor} />}
      </Collapse>
    </Card>
  );
}
