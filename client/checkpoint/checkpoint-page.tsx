import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconBan, IconChevronLeft, IconTruck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { directionSchema } from '../../shared/words.ts';
import { useCaller } from '../api/caller.ts';
import { checkpointQuery } from '../api/checkpoints.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { useWatchCheckpoint } from '../live/use-live.ts';
import { DirectionToggle } from '../parts/direction.tsx';
import { RegimeNotices } from '../regimes/regime-notices.tsx';
import { RulesSection } from '../regimes/rules-section.tsx';
import styles from './checkpoint.module.css';
import { CheckpointFacts } from './checkpoint-facts.tsx';
import { CheckpointLoads } from './checkpoint-loads.tsx';
import { QueueSection } from './queue-section.tsx';
import { WaitSection } from './wait-section.tsx';
import { Week } from './week.tsx';

export function CheckpointPage() {
  const { checkpointId = '' } = useParams();
  const checkpoint = useQuery(checkpointQuery(checkpointId));
  useWatchCheckpoint(checkpointId);
  return (
    <Container size="xl" py="md" w="100%">
      {checkpoint.isPending && <LoadingLines count={6} height={72} />}
      {checkpoint.isError && <LoadFailed error={checkpoint.error} retry={() => void checkpoint.refetch()} />}
      {checkpoint.data && <Found key={checkpointId} checkpoint={checkpoint.data} />}
    </Container>
  );
}

function Found({ checkpoint }: { checkpoint: Checkpoint }) {
  const { t } = useTranslation();
  const names = usePostNames(checkpoint);
  useDocumentTitle(`${names.both} · Otkel`);
  const { role } = useCaller();
  const [search, setSearch] = useSearchParams();
  const direction = directionSchema.catch('out').parse(search.get('direction'));
  const seesTrucks = role === 'officer' || role === 'planner' || role === 'administrator';
  return (
    <Stack gap="md">
      <div>
        <Anchor component={Link} to="/" fz="sm" className={styles.back ?? ''}>
          <IconChevronLeft size={16} aria-hidden /> {t('checkpoint.back')}
        </Anchor>
        <Group justify="space-between" mt={4} gap="sm">
          <Title order={1}>
            {names.kz}{' '}
            <Text span inherit c="dimmed" fw={500}>
              — {names.neighbour}
            </Text>
          </Title>
          {seesTrucks && (
            <Button
              component={Link}
              to={`/trucks/${checkpoint.id}`}
              variant="default"
              leftSection={<IconTruck size={18} />}
            >
              {t('checkpoint.trucks')}
            </Button>
          )}
        </Group>
      </div>
      {checkpoint.status === 'closed' && (
        <Alert color="gray" icon={<IconBan size={20} />} title={t('checkpoint.closed')} />
      )}
      <RegimeNotices checkpoint={checkpoint} />
      <CheckpointFacts checkpoint={checkpoint} />
      <div className={styles.direction}>
        <DirectionToggle value={direction} onChange={(next) => setSearch({ direction: next }, { replace: true })} />
        <Anchor component={Link} to="/measures" fz="sm">
          {t('measures.title')}
        </Anchor>
      </div>
      <QueueSection checkpoint={checkpoint} direction={direction} />
      <WaitSection checkpoint={checkpoint} direction={direction} />
      <CheckpointLoads checkpoint={checkpoint} />
      <Title order={2} mt="xs">
        {t('week.title')} · {t(`direction.${direction}`)}
      </Title>
      <Week checkpoint={checkpoint} direction={direction} />
      <RulesSection checkpoint={checkpoint} direction={direction} />
    </Stack>
  );
}
