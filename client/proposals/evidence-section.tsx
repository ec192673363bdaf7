import { Group, Paper, Skeleton, Text, Title } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Finding, Proposal } from '../../shared/contract/proposals.ts';
import { useFormat } from '../i18n/format.ts';
import { SourceBadge } from '../parts/source-badge.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import styles from './proposals.module.css';
import { useFindingText } from './use-finding-text.ts';

/** The chart library is three times the page: it comes after the sentence. */
const EvidenceChart = lazy(async () => ({ default: (await import('./evidence-chart.tsx')).EvidenceChart }));

interface EvidenceSectionProps {
  finding: Finding;
  checkpoint: Checkpoint;
  source: Proposal['source'];
}

/** One thing that is not as the parameters say: the sentence, its basis, and the hours that it was read from. */
export function EvidenceSection({ finding, checkpoint, source }: EvidenceSectionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFindingText();
  const sentence = text.sentence(finding);
  const isMinutes = finding.what === 'minutes';
  const label = `${sentence}. ${t('proposals.since', { time: format.dayAndTime(finding.changedAt, checkpoint.kzZone) })}; ${text.basis(finding)}`;
  const keys = ['measured', ...(isMinutes ? (['band'] as const) : []), 'parameter', 'since', 'throughput'] as const;
  return (
    <Paper withBorder p="md" component="section" aria-label={sentence}>
      <Group justify="space-between" gap="xs">
        <Title order={2}>{sentence}</Title>
        <SourceBadge source={source} />
      </Group>
      <Text fz="sm" c="dimmed" mb="xs">
        {t('proposals.changedAt')} <BothTimes instant={finding.changedAt} checkpoint={checkpoint} />
        {' · '}
        {text.basis(finding)}
      </Text>
      <Group gap="md" mb={4} aria-hidden>
        {keys.map((key) => (
          <Text key={key} span fz="xs" c="dimmed">
            <span className={styles.key} data-of={key} />{' '}
            {t(`proposals.chart.${key === 'measured' && isMinutes ? 'median' : key}`)}
          </Text>
        ))}
      </Group>
      <Suspense fallback={<Skeleton height="24rem" />}>
        <EvidenceChart finding={finding} checkpoint={checkpoint} label={label} />
      </Suspense>
      {isMinutes && (
        <Text fz="xs" c="dimmed" mt="xs">
          {t('proposals.chart.medianNote')}
        </Text>
      )}
    </Paper>
  );
}
