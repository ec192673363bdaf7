import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBarrierBlock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useCaller } from '../api/caller.ts';
import { apiQuery } from '../api/client.ts';
import { useFormat } from '../i18n/format.ts';
import { AnnounceClosure } from './announce-closure.tsx';

export function Closures({ checkpoint }: { checkpoint: Checkpoint }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { role } = useCaller();
  const [opened, modal] = useDisclosure();
  const closures = useQuery(
    apiQuery.checkpoints.listClosures.queryOptions({ input: { checkpointId: checkpoint.id }, refetchInterval: 60_000 }),
  );
  const { kzZone } = checkpoint;
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('checkpoint.closures')}</Title>
        {role === 'planner' && (
          <Button variant="light" leftSection={<IconBarrierBlock size={18} />} onClick={modal.open}>
            {t('checkpoint.announce')}
          </Button>
        )}
      </Group>
      {closures.data?.items.length === 0 && <Text c="dimmed">{t('checkpoint.noClosures')}</Text>}
      <Stack gap="xs">
        {closures.data?.items.map((closure) => (
          <div key={closure.id}>
            <Text fw={600}>
              {format.dayAndTime(closure.startsAt, kzZone)} – {format.dayAndTime(closure.endsAt, kzZone)}
            </Text>
            <Text fz="sm" c="dimmed">
              {closure.direction ? t(`direction.${closure.direction}`) : t('checkpoint.closureBoth')} · {closure.reason}
            </Text>
          </div>
        ))}
      </Stack>
      {opened && <AnnounceClosure checkpoint={checkpoint} onClose={modal.close} />}
    </Paper>
  );
}
