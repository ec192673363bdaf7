import { Anchor, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { AsOf } from '../parts/as-of.tsx';
import { SourceBadge } from '../parts/source-badge.tsx';
import { CorridorCard } from './corridor-card.tsx';
import { corridorsQuery, useWayTimes } from './corridor-queries.ts';
import { StateSamples } from './state-samples.tsx';

/** Every corridor with its ways: what they take now beside what they take without a wait. Anybody reads it. */
export function CorridorsPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('corridors.title')} · Otkel`);
  const corridors = useQuery(corridorsQuery);
  const items = corridors.data?.items;
  const times = useWayTimes(items);
  const { hash } = useLocation();
  const named = hash.slice(1);
  useEffect(() => {
    if (items && named) document.getElementById(named)?.scrollIntoView({ block: 'start' });
  }, [items, named]);

  return (
    <Container size="lg" py="md" w="100%">
      <Stack gap="md">
        <div>
          <Title order={1}>{t('corridors.title')}</Title>
          <Text c="dimmed" mt={4} maw={760}>
            {t('corridors.intro')}
          </Text>
        </div>
        <Group justify="space-between" gap="xs">
          <StateSamples />
          {times.data && (
            <Group gap="xs" aria-live="polite">
              <SourceBadge source="forecast" />
              <AsOf asOf={times.data.asOf} zone="Asia/Almaty" />
            </Group>
          )}
        </Group>
        {times.isError && items && <LoadFailed error={times.error} retry={() => void times.refetch()} />}
        {corridors.isError ? (
          <LoadFailed error={corridors.error} retry={() => void corridors.refetch()} />
        ) : !items ? (
          <LoadingLines count={6} height={120} />
        ) : items.length === 0 ? (
          <Message icon={IconRoute} title={t('corridors.empty')} />
        ) : (
          items.map((corridor) => (
            <CorridorCard
              key={corridor.id}
              corridor={corridor}
              times={times.data?.times}
              isNamed={corridor.id === named}
            />
          ))
        )}
        <Text fz="sm" c="dimmed">
          {t('corridors.limits')}{' '}
          <Anchor component={Link} to="/sailings" fz="sm">
            {t('corridors.sailings')}
          </Anchor>
        </Text>
      </Stack>
    </Container>
  );
}
