import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { usePostOfSide } from '../i18n/use-country.ts';
import { useWaitText } from '../parts/wait-text.ts';
import styles from './what-if.module.css';
import { summariseWhatIf, type WhatIf } from './what-if-points.ts';

/** What the sliders come to, in words. */
export function WhatIfSentence({
  whatIf,
  checkpoint,
  isChanged,
}: {
  whatIf: WhatIf;
  checkpoint: Checkpoint;
  isChanged: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const postOfSide = usePostOfSide(checkpoint.neighbour);
  const { placesBefore, placesAfter, worst, limitedBy } = summariseWhatIf(whatIf);
  const numbers = { before: format.number(placesBefore), after: format.number(placesAfter) };
  const band = ({ p50Minutes, p80Minutes }: { p50Minutes: number | null; p80Minutes: number | null }) =>
    waitText.band({ waitP50Minutes: p50Minutes, waitP80Minutes: p80Minutes });
  const parts = [
    isChanged ? t('desk.whatIf.placesSentence', numbers) : t('desk.whatIf.asIs', numbers),
    whatIf.overfull > 0 ? t('desk.whatIf.overSentence', { count: whatIf.overfull }) : `${t('desk.allFit')}.`,
    worst &&
      t('desk.whatIf.waitSentence', {
        time: format.dayAndTime(worst.startsAt, checkpoint.kzZone),
        wait: isChanged ? `${band(worst.wait.now)} → ${band(worst.wait.changed)}` : band(worst.wait.changed),
      }),
    limitedBy &&
      t('desk.whatIf.limitSentence', { post: postOfSide(limitedBy.side), stage: t(`stage.${limitedBy.stage}`) }),
  ];
  return (
    <Text className={styles.sentence ?? ''} role="status">
      {parts.filter(Boolean).join(' ')}
    </Text>
  );
}
