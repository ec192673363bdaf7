import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Proposal } from '../../shared/contract/proposals.ts';
import { useFormat } from '../i18n/format.ts';
import { SourceBadge } from '../parts/source-badge.tsx';
import { useCheckpointText, useSideText } from '../regimes/use-checkpoint-text.ts';
import { announceAddress } from './announce-address.ts';
import styles from './proposals.module.css';
import { SparkLine } from './spark-line.tsx';
import { useFindingText } from './use-finding-text.ts';

/** A measured regime in short: where, what, since when, and the two ways on. */
export function ProposalCard({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFindingText();
  const { find, nameOf } = useCheckpointText();
  const sideText = useSideText();
  const { checkpointId, side, direction, findings } = proposal;
  const zone = find(checkpointId)?.kzZone ?? 'Asia/Almaty';
  const [first] = findings;
  const cause = findings.map(text.sentence).join('; ');
  return (
    <article className={styles.card}>
      <Stack gap={6}>
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Text fw={650}>{nameOf(checkpointId)}</Text>
          <SourceBadge source={proposal.source} />
        </Group>
        <Text fz="xs" c="dimmed">
          {sideText([checkpointId], side, direction)}
        </Text>
        {findings.map((finding) => (
          <Text key={`${finding.what} ${finding.stage} ${finding.channel}`} fz="sm">
            {text.sentence(finding)}
          </Text>
        ))}
        {first && <SparkLine finding={first} />}
        {first && (
          <Text fz="xs" c="dimmed">
            {t('proposals.since', { time: format.dayAndTime(first.changedAt, zone) })} · {text.basis(first)}
          </Text>
        )}
      </Stack>
      <Group gap="xs" mt="sm">
        <Button component={Link} to={`/proposals/${proposal.id}`} variant="default" size="xs">
          {t('proposals.look')}
        </Button>
        <Button
          component={Link}
          to={announceAddress(proposal, cause)}
          variant="light"
          size="xs"
          rightSection={<IconArrowRight size={16} />}
        >
          {t('proposals.announce')}
        </Button>
      </Group>
    </article>
  );
}
