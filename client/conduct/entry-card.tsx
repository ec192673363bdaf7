import { Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { ConductEntry } from '../../shared/contract/conduct.ts';
import { useFormat } from '../i18n/format.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import { type Answer, AnswerDialog } from './answer-dialog.tsx';
import { round } from './points.ts';

const tones = { counted: 'full', excused: 'free', appealed: 'filling', upheld: 'full', waived: 'free' } as const;

interface EntryCardProps {
  entry: ConductEntry;
  checkpoint: Checkpoint;
  isPlanner: boolean;
}

/** One booking that was not used, what it costs now, and what was said about it. */
export function EntryCard({ entry, checkpoint, isPlanner }: EntryCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = usePostNames(checkpoint);
  const [answer, setAnswer] = useState<Answer>();
  const mayAppeal = !isPlanner && entry.state === 'counted' && entry.appealedAt === null;
  const mayDecide = isPlanner && entry.state === 'appealed';
  return (
    <Paper withBorder px="md" py="sm">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="md" verticalSpacing="xs">
        <Stack gap={2}>
          <Group gap={6} wrap="nowrap">
            <DirectionIcon direction={entry.direction} />
            <Text fw={600} truncate>
              {names.both}
            </Text>
          </Group>
          <BothTimes instant={entry.slotStartsAt} checkpoint={checkpoint} />
        </Stack>
        <Stack gap={2}>
          <Text fw={600}>{entry.plate}</Text>
          <Text fz="xs" c="dimmed">
            {isPlanner ? entry.organisationName : format.dayAndTime(entry.at, checkpoint.kzZone)}
          </Text>
        </Stack>
        <Stack gap={2}>
          <Text fz="sm">{t(`conduct.kind.${entry.kind}`)}</Text>
          <Text fz="xs" c="dimmed">
            {t('conduct.pointsOf', {
              points: format.number(round(entry.points)),
              now: format.number(round(entry.pointsNow)),
            })}
          </Text>
        </Stack>
        <Stack gap={6} align="flex-start">
          <ToneBadge tone={tones[entry.state]}>{t(`conduct.stateOf.${entry.state}`)}</ToneBadge>
          {entry.excuse && (
            <Text fz="xs" c="dimmed">
              {t(`conduct.excuse.${entry.excuse}`)}
            </Text>
          )}
          <Group gap="xs">
            {mayAppeal && (
              <Button size="xs" variant="default" onClick={() => setAnswer('appeal')}>
                {t('conduct.appeal')}
              </Button>
            )}
            {mayDecide && (
              <>
                <Button size="xs" onClick={() => setAnswer('waive')}>
                  {t('conduct.waive')}
                </Button>
                <Button size="xs" variant="default" onClick={() => setAnswer('uphold')}>
                  {t('conduct.uphold')}
                </Button>
              </>
            )}
          </Group>
        </Stack>
      </SimpleGrid>
      {entry.appeal && (
        <Text fz="sm" mt="xs">
          <b>{t('conduct.said')}</b> {entry.appeal}
        </Text>
      )}
      {entry.decision && (
        <Text fz="sm">
          <b>{t('conduct.decided')}</b> {entry.decision}
        </Text>
      )}
      {answer && <AnswerDialog entry={entry} answer={answer} onClose={() => setAnswer(undefined)} />}
    </Paper>
  );
}
