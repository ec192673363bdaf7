import { Button, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { AsOf } from '../parts/as-of.tsx';
import { SourceBadge } from '../parts/source-badge.tsx';
import { SuggestionCard } from './suggestion-card.tsx';

const refetchMs = 60_000;
const staleMinutes = 10;
const kzZone = 'Asia/Almaty';
/** The best come first; twenty of them are five screens of a phone. */
const shownAtFirst = { wide: 6, narrow: 3 };

/** Trucks of overfull days that a neighbouring checkpoint has room for. */
export function Suggestions() {
  const { t } = useTranslation();
  const suggestions = useQuery(apiQuery.suggestions.current.queryOptions({ refetchInterval: refetchMs }));
  const { data } = suggestions;
  const [all, toggle] = useDisclosure();
  const narrow = useMediaQuery('(max-width: 36em)');
  const few = narrow ? shownAtFirst.narrow : shownAtFirst.wide;
  const items = data?.items ?? [];
  return (
    <Paper withBorder p="md" component="section" aria-label={t('desk.suggestion.section')}>
      <Group justify="space-between" gap="xs" mb="sm">
        <div>
          <Title order={2}>{t('desk.suggestion.section')}</Title>
          <Text fz="xs" c="dimmed">
            {t('desk.suggestion.text')}
          </Text>
        </div>
        {data && (
          <Group gap="xs">
            <SourceBadge source="bookings" />
            <AsOf asOf={data.asOf} zone={kzZone} staleAfterMinutes={staleMinutes} />
          </Group>
        )}
      </Group>
      {suggestions.isPending && <LoadingLines count={2} height={90} />}
      {suggestions.isError && <LoadFailed error={suggestions.error} retry={() => void suggestions.refetch()} />}
      {data?.items.length === 0 && (
        <Text c="dimmed" fz="sm">
          {t('desk.suggestion.none')}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
        {(all ? items : items.slice(0, few)).map((suggestion) => (
          <SuggestionCard key={suggestion.id} suggestion={suggestion} />
        ))}
      </SimpleGrid>
      {items.length > few && (
        <Button variant="subtle" size="xs" mt="sm" onClick={toggle.toggle} aria-expanded={all}>
          {all ? t('desk.fewer') : t('desk.showAll', { count: items.length })}
        </Button>
      )}
    </Paper>
  );
}
