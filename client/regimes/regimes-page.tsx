import { Button, Container, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconPlus, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useCaller } from '../api/caller.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { useNow } from '../live/use-now.ts';
import { RegimeCard } from './regime-card.tsx';
import { RegimeTimeline } from './regime-timeline.tsx';
import { regimesQuery } from './regimes-query.ts';
import { timelineSpan } from './timeline.ts';

const order = ['in-force', 'coming', 'over'] as const;

/** All inspection regimes, for everyone to see: in force, coming, and on demand those that are over. */
export function RegimesPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('regimes.title')} · Otkel`);
  const { role } = useCaller();
  const now = useNow(60_000);
  const [over, setOver] = useState(false);
  const regimes = useQuery(regimesQuery(over));
  useGoToNamed(regimes.isSuccess);
  const shown = regimes.data?.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <Container size="xl" py="md" w="100%">
      <Group justify="space-between" mb="md" align="flex-end">
        <Stack gap={0} flex={1} miw="min(100%, 26rem)">
          <Title order={1}>{t('regimes.title')}</Title>
          <Text c="dimmed">{t('regimes.intro')}</Text>
        </Stack>
        <Group gap="sm">
          <SegmentedControl
            aria-label={t('regimes.which')}
            value={over ? 'all' : 'now'}
            onChange={(value) => setOver(value === 'all')}
            data={[
              { value: 'now', label: t('regimes.nowAndComing') },
              { value: 'all', label: t('regimes.withOver') },
            ]}
          />
          {role === 'planner' && (
            <Group gap="xs">
              <Button component={Link} to="/previews/transfer" variant="default">
                {t('previews.transfer.title')}
              </Button>
              <Button component={Link} to="/regimes/new" leftSection={<IconPlus size={18} />}>
                {t('regimes.announce')}
              </Button>
            </Group>
          )}
        </Group>
      </Group>
      {regimes.isPending && <LoadingLines count={4} height={120} />}
      {regimes.isError && !shown && <LoadFailed error={regimes.error} retry={() => void regimes.refetch()} />}
      {shown?.length === 0 && (
        <Message icon={IconShieldCheck} title={t('regimes.empty')} text={t('regimes.emptyText')} />
      )}
      {shown && shown.length > 0 && (
        <Stack>
          <RegimeTimeline regimes={shown} span={timelineSpan(now)} now={now} />
          {shown.map((regime) => (
            <RegimeCard key={regime.id} regime={regime} />
          ))}
        </Stack>
      )}
    </Container>
  );
}

/** The card that the address names is not there yet when the page opens. */
function useGoToNamed(loaded: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (!loaded || !hash) return;
    const card = document.getElementById(hash.slice(1));
    card?.scrollIntoView({ block: 'center' });
    card?.focus({ preventScroll: true });
  }, [loaded, hash]);
}
