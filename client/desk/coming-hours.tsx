import { Button, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Direction } from '../../shared/words.ts';
import { AsOf } from '../parts/as-of.tsx';
import { SourceBadge } from '../parts/source-badge.tsx';
import type { DeskRow } from './arrange-rows.ts';
import { listComing } from './coming.ts';
import { ComingCard } from './coming-card.tsx';

const shownAtFirst = { wide: 8, narrow: 3 };

interface ComingHoursProps {
  rows: readonly DeskRow[];
  direction: Direction;
  asOf: string;
}

/** What comes in the next hours, the longest waits first. */
export function ComingHours({ rows, direction, asOf }: ComingHoursProps) {
  const { t } = useTranslation();
  const [all, toggle] = useDisclosure();
  const narrow = useMediaQuery('(max-width: 36em)');
  const few = narrow ? shownAtFirst.narrow : shownAtFirst.wide;
  const open = listComing(rows);
  const shown = all ? open : open.slice(0, few);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('desk.coming')}>
      <Group justify="space-between" gap="xs" mb="sm">
        <div>
          <Title order={2}>{t('desk.coming')}</Title>
          <Text fz="xs" c="dimmed">
            {t('desk.comingText')}
          </Text>
        </div>
        <Group gap="xs">
          <SourceBadge source="bookings" />
          <SourceBadge source="forecast" />
          {rows[0] && <AsOf asOf={asOf} zone={rows[0].checkpoint.kzZone} />}
        </Group>
      </Group>
      {open.length === 0 && <Text c="dimmed">{t('desk.comingNothing')}</Text>}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="sm">
        {shown.map((coming) => (
          <ComingCard key={coming.row.checkpoint.id} coming={coming} direction={direction} />
        ))}
      </SimpleGrid>
      {open.length > few && (
        <Button variant="subtle" size="xs" mt="sm" onClick={toggle.toggle} aria-expanded={all}>
          {all ? t('desk.fewer') : t('desk.showAll', { count: open.length })}
        </Button>
      )}
    </Paper>
  );
}
