import { Text } from '@mantine/core';
import { IconHourglassHigh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePostOfSide } from '../i18n/use-country.ts';
import type { Bottleneck } from './find-bottleneck.ts';
import styles from './queue.module.css';

/** Which post and stage the queue stands because of. */
export function BottleneckSentence({ bottleneck, neighbour }: { bottleneck: Bottleneck; neighbour: string }) {
  const { t } = useTranslation();
  const postOfSide = usePostOfSide(neighbour);
  const text = () => {
    if (bottleneck.kind !== 'stage') return t(`queue.bottleneck.${bottleneck.kind}`);
    const { side, stage, because } = bottleneck;
    return t(`queue.bottleneck.${because}`, { post: postOfSide(side), stage: t(`stage.${stage}`) });
  };
  return (
    <Text fz="sm" fw={550} className={styles.bottleneck ?? ''}>
      <IconHourglassHigh size={18} stroke={1.7} aria-hidden style={{ flex: 'none' }} />
      <span>{text()}</span>
    </Text>
  );
}
