import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { BothTimes } from '../parts/two-clocks.tsx';

interface PeriodTextProps {
  startsAt: string;
  /** null: until it is ended */
  endsAt: string | null;
  /** undefined until it is known: the Kazakh clock alone */
  checkpoint: Pick<Checkpoint, 'kzZone' | 'neighbourZone' | 'neighbour'> | undefined;
}

const kazakhClock = { kzZone: 'Asia/Almaty', neighbourZone: 'Asia/Almaty', neighbour: 'KZ' };

/** From when to when, on both clocks. */
export function PeriodText({ startsAt, endsAt, checkpoint = kazakhClock }: PeriodTextProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kzZone } = checkpoint;
  const otherYear = endsAt !== null && format.year(endsAt, kzZone) !== format.year(startsAt, kzZone);
  return (
    <Text span inherit>
      <BothTimes instant={startsAt} checkpoint={checkpoint} /> –{' '}
      {endsAt === null ? t('regimes.openEnd') : <BothTimes instant={endsAt} checkpoint={checkpoint} />}
      {otherYear && ` (${format.year(endsAt, kzZone)})`}
    </Text>
  );
}
