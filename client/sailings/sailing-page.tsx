import { Anchor, Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Sailing } from '../../shared/contract/sailings.ts';
import { useCaller } from '../api/caller.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { TimetableMark } from '../itineraries/timetable-mark.tsx';
import { useNow } from '../live/use-now.ts';
import { FigureGrid } from '../parts/figure-grid.tsx';
import { fullCounts, isOpen } from './counts.ts';
import { CutoffLine } from './cutoff-line.tsx';
import { GateSlots } from './gate-slots.tsx';
import { Gauges } from './gauges.tsx';
import { JoinStandby } from './join-standby.tsx';
import { PlannerActions } from './planner-actions.tsx';
import { SailingState } from './sailing-state.tsx';
import { sailingQuery } from './sailings-query.ts';
import { StandbyList } from './standby-list.tsx';
import { useAssumedText } from './use-assumed-text.ts';
import { usePorts } from './use-ports.ts';

export function SailingPage() {
  const { t } = useTranslation();
  const { sailingId = '' } = useParams();
  useDocumentTitle(`${t('sailings.one')} · Otkel`);
  const sailing = useQuery(sailingQuery(sailingId));
  return (
    <Container size="lg" py="md" w="100%">
      <Anchor component={Link} to="/sailings" fz="sm">
        {t('sailings.back')}
      </Anchor>
      {sailing.isPending && <LoadingLines count={6} height={72} />}
      {sailing.isError && <LoadFailed error={sailing.error} retry={() => void sailing.refetch()} />}
      {sailing.data && <SailingDetails sailing={sailing.data} />}
    </Container>
  );
}

/** One ship's voyage: when, what is left of each of its four counts, how to get on it, and what a planner may do. */
function SailingDetails({ sailing }: { sailing: Sailing }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { role } = useCaller();
  const now = useNow(30_000);
  const ports = usePorts();
  const [isJoining, setIsJoining] = useState(false);
  const assumedText = useAssumedText();
  const open = isOpen(sailing) && new Date(sailing.documentCutoffAt) > now;
  const full = fullCounts(sailing);
  return (
    <Stack mt="xs">
      <Group justify="space-between" align="start">
        <Stack gap={4} flex={1} miw={260}>
          <Group gap="sm">
            <Title order={1}>
              {ports.name(sailing.fromPortId)} → {ports.name(sailing.toPortId)}
            </Title>
            <SailingState state={sailing.state} />
          </Group>
          <Text c="dimmed">
            {sailing.shipName} · {t('sailings.trucks', { count: sailing.trucks })} ·{' '}
            {t('sailings.onStandby', { count: sailing.standby })}
          </Text>
          {sailing.reason && <Text>«{sailing.reason}»</Text>}
          <TimetableMark source={sailing.source} />
        </Stack>
        {role === 'planner' && isOpen(sailing) && <PlannerActions sailing={sailing} />}
        {role === 'dispatcher' && open && (
          <Group gap="xs">
            <Button component={Link} to="/itineraries/new">
              {t('sailings.book')}
            </Button>
            <Button variant="default" onClick={() => setIsJoining(true)}>
              {t('sailings.join')}
            </Button>
          </Group>
        )}
      </Group>
      {isJoining && <JoinStandby sailing={sailing} onClose={() => setIsJoining(false)} />}
      {role === 'dispatcher' && <StandbyList sailingId={sailing.id} />}
      {sailing.state !== 'cancelled' && (
        <>
          <CutoffLine sailing={sailing} now={now} />
          <Title order={2}>{t('sailings.room')}</Title>
          <Gauges sailing={sailing} />
        </>
      )}
      {full.length > 0 && isOpen(sailing) && (
        <Text>{t('sailings.fullOf', { counts: full.map((name) => t(`sailings.count.${name}`)).join(', ') })}</Text>
      )}
      <FigureGrid
        cols={{ base: 1, xs: 3 }}
        figures={[
          {
            name: t('sailings.loadFactor'),
            value: format.percent(sailing.loadFactor),
            hint: t('sailings.loadFactorHint'),
          },
          { name: t('sailings.distance'), value: t('sailings.miles', { miles: format.number(sailing.nauticalMiles) }) },
          {
            name: t('sailings.atSea'),
            value: format.minutes(
              (Date.parse(sailing.expectedArrivalAt) - Date.parse(sailing.expectedDepartureAt)) / 60_000,
            ),
          },
        ]}
      />
      {isOpen(sailing) && (
        <>
          <Title order={2}>{t('sailings.gate')}</Title>
          <GateSlots sailing={sailing} />
        </>
      )}
      <Text fz="xs" c="dimmed">
        {t('sailings.assumed', { list: sailing.assumed.map(assumedText).join(', ') })}
      </Text>
    </Stack>
  );
}
