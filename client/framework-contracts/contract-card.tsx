import { Button, Group, Modal, Paper, Stack, Text, Title } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FrameworkContract } from '../../shared/contract/framework-contracts.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { FigureGrid } from '../parts/figure-grid.tsx';
import { FormProblem } from '../parts/form-error.tsx';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { ContractDays } from './contract-days.tsx';

const tones = { active: 'free', paused: 'filling', ended: 'closed' } as const;

/** A regular flow: what was agreed, what became of it, and its days as a picture. */
export function ContractCard({ contract }: { contract: FrameworkContract }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { name, state, checkpointId, direction, counts, trucksPerDay, trucksPerDayMax, fromTime, toTime } = contract;
  const checkpoint = useQuery(checkpointsQuery).data?.find(({ id }) => id === checkpointId);
  const day = (text: string) => `${format.day(`${text}T12:00:00Z`, 'UTC')} ${format.year(`${text}T12:00:00Z`, 'UTC')}`;
  const weekdays = contract.weekdays.map((number) => format.weekday(`2024-01-0${number}T12:00:00Z`, 'UTC')).join(', ');
  return (
    <Paper withBorder p="md" component="article" aria-label={name}>
      <Group justify="space-between" align="flex-start" mb="xs">
        <div>
          <Group gap="xs">
            <Title order={2} fz="lg">
              {name}
            </Title>
            <ToneBadge tone={tones[state]}>{t(`frameworkContracts.state.${state}`)}</ToneBadge>
          </Group>
          <Text fz="sm">
            {checkpoint ? postNames(checkpoint, i18n.language).both : checkpointId} · {t(`direction.${direction}Short`)}
          </Text>
          <Text fz="sm" c="dimmed">
            {t('frameworkContracts.rhythm', { count: trucksPerDay, weekdays, fromTime, toTime })} ·{' '}
            {t('frameworkContracts.validity', { from: day(contract.validFrom), to: day(contract.validTo) })}
          </Text>
        </div>
        {state !== 'ended' && <ContractActions contract={contract} />}
      </Group>
      <FigureGrid
        cols={{ base: 2, sm: 4 }}
        figures={[
          { name: t('frameworkContracts.applied'), value: format.number(counts.applied) },
          { name: t('frameworkContracts.booked'), value: format.number(counts.booked) },
          {
            name: t('frameworkContracts.unplaced'),
            value: format.number(counts.unplaced),
            hint: t('frameworkContracts.unplacedHint'),
          },
          {
            name: t('frameworkContracts.max'),
            value: format.number(trucksPerDayMax),
            hint: t('frameworkContracts.maxHint'),
          },
        ]}
      />
      <ContractDays contract={contract} />
    </Paper>
  );
}

type Verb = 'pause' | 'resume' | 'end';

function ContractActions({ contract: { id, name, state } }: { contract: FrameworkContract }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const [ending, setEnding] = useState(false);
  const change = useMutation({
    mutationFn: (verb: Verb) =>
      send([verb, id], (key) =>
        api.frameworkContracts[verb]({ headers: { 'idempotency-key': key }, params: { contractId: id } }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiQuery.frameworkContracts.key() }),
  });
  const isActive = state === 'active';
  return (
    <Stack gap={6} align="flex-end">
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={isActive ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
          loading={change.isPending && change.variables !== 'end'}
          onClick={() => change.mutate(isActive ? 'pause' : 'resume')}
        >
          {t(isActive ? 'frameworkContracts.pause' : 'frameworkContracts.resume')}
        </Button>
        <Button
          variant="subtle"
          color="red"
          size="xs"
          leftSection={<IconPlayerStop size={16} />}
          onClick={() => setEnding(true)}
        >
          {t('frameworkContracts.end')}
        </Button>
      </Group>
      {!ending && <FormProblem error={change.error} />}
      <Modal
        opened={ending}
        onClose={() => setEnding(false)}
        closeButtonProps={{ 'aria-label': t('app.close') }}
        title={t('frameworkContracts.endNamed', { name })}
      >
        <Stack>
          <Text fz="sm">{t('frameworkContracts.endText')}</Text>
          <FormProblem error={change.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setEnding(false)}>
              {t('app.cancel')}
            </Button>
            <Button color="red" loading={change.isPending} onClick={() => change.mutate('end')}>
              {t('frameworkContracts.end')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
