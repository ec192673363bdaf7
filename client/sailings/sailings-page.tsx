import { Button, Container, Group, Select, Stack, Switch, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconShipOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaller } from '../api/caller.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { TimetableMark } from '../itineraries/timetable-mark.tsx';
import { useNow } from '../live/use-now.ts';
import { AnnounceSailing } from './announce-sailing.tsx';
import { isOpen } from './counts.ts';
import { SailingCard } from './sailing-card.tsx';
import { sailingsQuery, shownDays } from './sailings-query.ts';
import { StandbyList } from './standby-list.tsx';
import { TimetablePicture } from './timetable-picture.tsx';
import { usePorts } from './use-ports.ts';

const dayMs = 86_400_000;

/** The ships of the Caspian for everybody: a picture of the timetable, and the list with what is left on each. */
export function SailingsPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('sailings.title')} · Otkel`);
  const { role } = useCaller();
  const now = useNow(60_000);
  const fromMs = Math.floor(now.getTime() / dayMs) * dayMs;
  const sailings = useQuery(sailingsQuery(fromMs));
  const { ports, name } = usePorts();
  const [portId, setPortId] = useState<string | null>(null);
  const [onlyOpen, setOnlyOpen] = useState(true);
  const [isAnnouncing, setIsAnnouncing] = useState(false);
  const ofPort = (sailings.data ?? []).filter(
    ({ fromPortId, toPortId }) => portId === null || fromPortId === portId || toPortId === portId,
  );
  const listed = ofPort.filter((sailing) => !onlyOpen || isOpen(sailing));
  return (
    <Container size="xl" py="md" w="100%">
      <Group justify="space-between" mb="md" align="start">
        <Stack gap={2} flex={1} miw={260}>
          <Title order={1}>{t('sailings.title')}</Title>
          <Text c="dimmed">{t('sailings.intro')}</Text>
          {sailings.data?.some(({ source }) => source === 'demo-timetable') && (
            <TimetableMark source="demo-timetable" />
          )}
        </Stack>
        {role === 'planner' && <Button onClick={() => setIsAnnouncing(true)}>{t('sailings.announce')}</Button>}
      </Group>
      {isAnnouncing && <AnnounceSailing onClose={() => setIsAnnouncing(false)} />}
      {role === 'dispatcher' && <StandbyList />}
      <Group mb="sm" align="end">
        <Select
          label={t('sailings.port')}
          placeholder={t('sailings.anyPort')}
          clearable
          data={ports.map(({ id }) => ({ value: id, label: name(id) }))}
          value={portId}
          onChange={setPortId}
        />
        <Switch
          label={t('sailings.onlyOpen')}
          checked={onlyOpen}
          onChange={({ currentTarget }) => setOnlyOpen(currentTarget.checked)}
          mb={8}
        />
      </Group>
      {sailings.isPending && <LoadingLines count={6} height={88} />}
      {sailings.isError && <LoadFailed error={sailings.error} retry={() => void sailings.refetch()} />}
      {sailings.isSuccess && (
        <Stack>
          {ofPort.length > 0 && (
            <TimetablePicture sailings={ofPort} fromMs={fromMs} toMs={fromMs + shownDays * dayMs} now={now} />
          )}
          {listed.length === 0 ? (
            <Message icon={IconShipOff} title={t('sailings.empty')} text={t('sailings.emptyText')} />
          ) : (
            <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
              {listed.map((sailing) => (
                <li key={sailing.id}>
                  <SailingCard sailing={sailing} />
                </li>
              ))}
            </Stack>
          )}
        </Stack>
      )}
    </Container>
  );
}
