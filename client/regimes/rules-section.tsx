import { Divider, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import { useCaller } from '../api/caller.ts';
import { CalendarSection } from './calendar-section.tsx';
import { ClosureList } from './closure-list.tsx';
import { HoursRow } from './hours-row.tsx';
import { RegimeList } from './regime-list.tsx';
import { ShiftList } from './shift-list.tsx';

interface RulesSectionProps {
  checkpoint: Checkpoint;
  direction: Direction;
}

/** All that decides what a checkpoint can take, in one place. A planner changes it here, each time by way of a preview. */
export function RulesSection({ checkpoint, direction }: RulesSectionProps) {
  const { t } = useTranslation();
  const mayChange = useCaller().role === 'planner';
  return (
    <Paper withBorder p="md" component="section" aria-label={t('rules.title')}>
      <Stack gap="md">
        <div>
          <Title order={2}>{t('rules.title')}</Title>
          <Text fz="sm" c="dimmed">
            {t(mayChange ? 'rules.textPlanner' : 'rules.text')}
          </Text>
        </div>
        <RegimeList checkpoint={checkpoint} direction={direction} mayChange={mayChange} />
        <Divider />
        <ClosureList checkpoint={checkpoint} mayChange={mayChange} />
        <Divider />
        <ShiftList checkpoint={checkpoint} direction={direction} mayChange={mayChange} />
        <Divider />
        <HoursRow checkpoint={checkpoint} mayChange={mayChange} />
        <Divider />
        <CalendarSection checkpoint={checkpoint} direction={direction} mayChange={mayChange} />
      </Stack>
    </Paper>
  );
}
