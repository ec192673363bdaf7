import { Button, Group, Paper, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { WaitlistEntry } from '../../shared/contract/waitlist.ts';
import { apiQuery } from '../api/client.ts';
import { remaining } from '../booking/countdown.ts';
import { useDecide } from '../booking/use-hold.ts';
import { useFormat } from '../i18n/format.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { useNow } from '../live/use-now.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { FormProblem } from '../parts/form-error.tsx';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import { DrawExplained } from './draw-explained.tsx';
import { useWithdraw } from './use-withdraw.ts';

const tones = { waiting: 'filling', offered: 'free', booked: 'free', withdrawn: 'closed', ended: 'closed' } as const;

/** One truck that waits: for which hours, beside how many, and what was offered to it. */
export function EntryCard({ entry, checkpoint }: { entry: WaitlistEntry; checkpoint: Checkpoint }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = usePostNames(checkpoint);
  const withdraw = useWithdraw();
  const isOpen = entry.state === 'waiting' || entry.state === 'offered';
  const hours = `${format.dayAndTime(entry.earliestAt, checkpoint.kzZone)} – ${format.dayAndTime(entry.latestAt, checkpoint.kzZone)}`;
  return (
    <Paper withBorder px="md" py="sm">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md" verticalSpacing="xs">
        <Stack gap={2}>
          <Group gap={6} wrap="nowrap">
            <DirectionIcon direction={entry.direction} />
            <Text fw={600} truncate>
              {names.both}
            </Text>
          </Group>
          <Text fz="sm">{hours}</Text>
        </Stack>
        <Stack gap={2}>
          <Text fw={600}>{entry.plate}</Text>
          <Text fz="xs" c="dimmed">
            {!isOpen && t(`class.${entry.class}`)}
            {isOpen && entry.waitingBeside === 0 && t('waitlist.alone')}
            {isOpen && entry.waitingBeside > 0 && t('waitlist.beside', { count: entry.waitingBeside })}
            {entry.missed > 0 && ` · ${t('waitlist.missed', { count: entry.missed })}`}
          </Text>
        </Stack>
        <Group gap="xs" align="flex-start">
          <ToneBadge tone={tones[entry.state]}>{t(`waitlist.stateOf.${entry.state}`)}</ToneBadge>
          {isOpen && (
            <Button
              size="xs"
              variant="default"
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate(entry)}
              aria-label={t('waitlist.withdrawOf', { plate: entry.plate })}
            >
              {t('waitlist.withdraw')}
            </Button>
          )}
        </Group>
      </SimpleGrid>
      <FormProblem error={withdraw.error} />
      {entry.offer && <Offered offer={entry.offer} plate={entry.plate} checkpoint={checkpoint} />}
      {entry.draw && <DrawExplained entryId={entry.id} draw={entry.draw} />}
    </Paper>
  );
}

interface OfferedProps {
  offer: NonNullable<WaitlistEntry['offer']>;
  plate: string;
  checkpoint: Checkpoint;
}

/** The place that was drawn for it, and how long it is kept. */
function Offered({ offer, plate, checkpoint }: OfferedProps) {
  const { t } = useTranslation();
  const { seconds, text } = remaining(offer.expiresAt, useNow(1_000));
  const wholeSeconds = (Date.parse(offer.expiresAt) - Date.parse(offer.offeredAt)) / 1000;
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries({ queryKey: apiQuery.waitlist.key() });
  const confirm = useDecide(
    'confirm',
    () => {
      notifications.show({ message: t('waitlist.confirmDone', { plate }) });
      void again();
    },
    () => void again(),
  );
  return (
    <Paper bg="var(--otkel-canvas)" px="md" py="sm" mt="sm" radius="md">
      <Group justify="space-between" gap="sm">
        <div>
          <Text fz="sm">{t('waitlist.offered')}</Text>
          <BothTimes instant={offer.slot.startsAt} checkpoint={checkpoint} />
        </div>
        <Group gap="md">
          <Text fz={24} fw={700} lh={1} role="timer" aria-label={t('waitlist.remaining')}>
            {text}
          </Text>
          <Button loading={confirm.isPending} disabled={seconds === 0} onClick={() => confirm.mutate(offer.bookingId)}>
            {t('waitlist.confirm')}
          </Button>
        </Group>
      </Group>
      <Progress
        mt="xs"
        value={(seconds / wholeSeconds) * 100}
        color={seconds < 60 ? 'red' : 'river'}
        aria-label={t('waitlist.remaining')}
      />
      <FormProblem error={confirm.error} />
    </Paper>
  );
}
