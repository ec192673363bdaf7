import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarTime } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Shift } from '../../shared/contract/regimes.ts';
import type { Direction } from '../../shared/words.ts';
import { EndChange } from './end-change.tsx';
import { NewShift } from './new-shift.tsx';
import { PeriodText } from './period-text.tsx';
import { calendarQuery } from './regimes-query.ts';
import { RuleList, RuleRow } from './rule-row.tsx';
import { useSideText } from './use-checkpoint-text.ts';
import { useEffectText } from './use-effect-text.ts';

interface ShiftListProps {
  checkpoint: Checkpoint;
  direction: Direction;
  mayChange: boolean;
}

/** Other lanes, scanners or bays than the calendar says, for a shift. */
export function ShiftList({ checkpoint, direction, mayChange }: ShiftListProps) {
  const { t } = useTranslation();
  const effectText = useEffectText();
  const sideText = useSideText();
  const [making, make] = useDisclosure();
  const [ending, setEnding] = useState<Shift>();
  const shifts = useQuery(calendarQuery(checkpoint.id)).data?.shifts ?? [];
  return (
    <>
      <RuleList
        title={t('rules.shifts')}
        empty={t('rules.noShifts')}
        action={
          mayChange && (
            <Button variant="light" size="xs" leftSection={<IconCalendarTime size={16} />} onClick={make.open}>
              {t('rules.newShift')}
            </Button>
          )
        }
      >
        {shifts.map((shift) => (
          <RuleRow
            key={shift.id}
            detail={`${sideText([checkpoint.id], shift.side, shift.direction)}: ${effectText(shift.open).join('; ')} · ${shift.reason}`}
            action={mayChange ? { label: t('rules.endShift'), onClick: () => setEnding(shift) } : undefined}
          >
            <PeriodText startsAt={shift.startsAt} endsAt={shift.endsAt} checkpoint={checkpoint} />
          </RuleRow>
        ))}
      </RuleList>
      {making && <NewShift checkpoint={checkpoint} direction={direction} onClose={make.close} />}
      {ending && (
        <EndChange
          title={t('rules.endShift')}
          toChange={(reason) => ({ kind: 'end-shift', shiftId: ending.id, reason })}
          onClose={() => setEnding(undefined)}
        />
      )}
    </>
  );
}
