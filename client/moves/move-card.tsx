import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Move } from '../../shared/contract/moves.ts';
import { useFormat } from '../i18n/format.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { ChooseSlot } from './choose-slot.tsx';
import { GiveUp } from './give-up.tsx';
import { MovePlaces } from './move-places.tsx';
import { moveSentence } from './move-text.ts';
import { useAnswer } from './use-answer.ts';

interface MoveCardProps {
  move: Move;
  checkpoints: readonly Checkpoint[];
}

/** A booking that was moved: from where to where, why, and the three answers. One without a place stands out, and cannot be accepted. */
export function MoveCard({ move, checkpoints }: MoveCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState<'choose' | 'give-up'>();
  const accept = useAnswer();
  const isUnplaced = move.to === null;
  return (
    <Paper
      withBorder
      px="md"
      py="sm"
      component="article"
      aria-label={t('moves.of', { plate: move.plate })}
      style={isUnplaced ? { borderColor: 'var(--otkel-full-ink)', borderWidth: 2 } : undefined}
    >
      <Stack gap="xs">
        <Group gap="xs">
          <Text fw={700}>{move.plate}</Text>
          <ToneBadge
            tone={isUnplaced ? 'full' : 'filling'}
            icon={isUnplaced ? <IconAlertTriangle size={12} /> : <IconArrowsExchange size={12} />}
          >
            {isUnplaced ? t('moves.unplaced') : t(`moves.cause.${move.cause}`)}
          </ToneBadge>
        </Group>
        <MovePlaces move={move} checkpoints={checkpoints} />
        <Text fz="sm">{moveSentence(move, t, format)}</Text>
        <Text fz="sm" c="dimmed">
          {t('moves.because', { cause: t(`moves.cause.${move.cause}`), reason: move.reason })}
        </Text>
        <Group gap="xs">
          {!isUnplaced && (
            <Button
              size="sm"
              loading={accept.isPending}
              onClick={() => accept.mutate({ move, answer: { kind: 'accept' } })}
              aria-label={t('moves.acceptOf', { plate: move.plate })}
            >
              {t('moves.accept')}
            </Button>
          )}
          <Button
            size="sm"
            variant={isUnplaced ? 'filled' : 'light'}
            onClick={() => setAsking('choose')}
            aria-label={t('moves.chooseOf', { plate: move.plate })}
          >
            {t('moves.choose')}
          </Button>
          <Button
            size="sm"
            variant="default"
            onClick={() => setAsking('give-up')}
            aria-label={t('moves.cancelOf', { plate: move.plate })}
          >
            {t('moves.cancel')}
          </Button>
        </Group>
      </Stack>
      {asking === 'choose' && <ChooseSlot move={move} checkpoints={checkpoints} onClose={() => setAsking(undefined)} />}
      {asking === 'give-up' && <GiveUp move={move} onClose={() => setAsking(undefined)} />}
    </Paper>
  );
}
