import { Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PreviewFigures, WaitBandView } from '../../shared/contract/previews.ts';
import { SourceBadge } from '../parts/source-badge.tsx';
import { useWaitText } from '../parts/wait-text.ts';
import styles from './previews.module.css';

const cases = ['now', 'unmoved', 'moved'] as const;

interface WaitSummaryProps {
  wait: PreviewFigures['wait'];
  replications: number;
}

/** The expected wait of all trucks of the period: as things are, with the change alone, and with the new plan. */
export function WaitSummary({ wait, replications }: WaitSummaryProps) {
  const { t } = useTranslation();
  const waitText = useWaitText();
  if (!wait) return null;
  const known = cases.flatMap((each) => [wait[each].p50Minutes ?? 0, wait[each].p80Minutes ?? 0]);
  const most = Math.max(1, ...known);
  const said = ({ p50Minutes, p80Minutes }: WaitBandView) =>
    waitText.band({ waitP50Minutes: p50Minutes, waitP80Minutes: p80Minutes });
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} mb="sm">
        {t('previews.wait.title')}
      </Title>
      <ul className={styles.bars}>
        {cases.map((each) => {
          const { p50Minutes, p80Minutes } = wait[each];
          const p50 = (p50Minutes ?? most) / most;
          const p80 = (p80Minutes ?? most) / most;
          const tone = each === 'unmoved' ? 'bad' : each === 'now' ? 'now' : undefined;
          return (
            <li key={each}>
              <span>{t(`previews.wait.${each}`)}</span>
              <span className={styles.track} aria-hidden>
                <span className={styles.fill} data-tone={tone} style={{ width: `${100 * p80}%`, opacity: 0.45 }} />
                <span className={styles.fill} data-tone={tone} style={{ width: `${100 * p50}%` }} />
              </span>
              <strong>{said(wait[each])}</strong>
            </li>
          );
        })}
      </ul>
      <Text fz="xs" c="dimmed" mt="xs">
        {t('previews.wait.hint', { count: replications })} <SourceBadge source="forecast" />
      </Text>
    </Paper>
  );
}
