import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowRight, IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Proposal } from '../../shared/contract/proposals.ts';
import { ForRoles, LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import { useCheckpointText, useSideText } from '../regimes/use-checkpoint-text.ts';
import { announceAddress } from './announce-address.ts';
import { DeclineProposal } from './decline-proposal.tsx';
import { EvidenceSection } from './evidence-section.tsx';
import { proposalQuery } from './proposals-query.ts';
import { useFindingText } from './use-finding-text.ts';

const toneOf = { open: 'filling', accepted: 'free', declined: 'closed', withdrawn: 'closed' } as const;

/** A measured regime with its evidence, to announce or to decline. */
export function ProposalPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('proposals.title')} · Otkel`);
  return (
    <ForRoles roles={['planner']}>
      <Container size="lg" py="md" w="100%">
        <Anchor component={Link} to="/desk" fz="sm" display="inline-flex" style={{ alignItems: 'center' }}>
          <IconChevronLeft size={16} aria-hidden /> {t('desk.title')}
        </Anchor>
        <LoadedProposal />
      </Container>
    </ForRoles>
  );
}

function LoadedProposal() {
  const { proposalId = '' } = useParams();
  const { data, isError, error, refetch } = useQuery(proposalQuery(proposalId));
  const { find } = useCheckpointText();
  const checkpoint = data && find(data.checkpointId);
  if (isError && !data) return <LoadFailed error={error} retry={() => void refetch()} />;
  if (!data || !checkpoint) return <LoadingLines count={6} height={64} />;
  return <ProposalDetails proposal={data} checkpoint={checkpoint} />;
}

function ProposalDetails({ proposal, checkpoint }: { proposal: Proposal; checkpoint: Checkpoint }) {
  const { t } = useTranslation();
  const text = useFindingText();
  const { nameOf } = useCheckpointText();
  const sideText = useSideText();
  const { id, state, checkpointId, side, direction, findings, source } = proposal;
  const cause = findings.map(text.sentence).join('; ');
  return (
    <Stack mt="xs">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={1}>{nameOf(checkpointId)}</Title>
          <Text>{sideText([checkpointId], side, direction)}</Text>
        </div>
        <ToneBadge tone={toneOf[state]}>{t(`proposals.state.${state}`)}</ToneBadge>
      </Group>
      <Text fz="sm" c="dimmed">
        {t('proposals.madeAt')} <BothTimes instant={proposal.madeAt} checkpoint={checkpoint} />
      </Text>
      {source === 'simulated' && (
        <Alert color="gray" variant="light">
          {t('proposals.simulated')}
        </Alert>
      )}
      {state === 'open' ? (
        <Group gap="sm">
          <Button component={Link} to={announceAddress(proposal, cause)} rightSection={<IconArrowRight size={18} />}>
            {t('proposals.announce')}
          </Button>
          <DeclineProposal proposalId={id} />
          <Text fz="sm" c="dimmed">
            {t('proposals.nothingYet')}
          </Text>
        </Group>
      ) : (
        <Decided proposal={proposal} checkpoint={checkpoint} />
      )}
      {findings.map((finding) => (
        <EvidenceSection
          key={`${finding.what} ${finding.stage} ${finding.channel}`}
          finding={finding}
          checkpoint={checkpoint}
          source={source}
        />
      ))}
      <Text fz="xs" c="dimmed">
        {t('proposals.method')}
      </Text>
    </Stack>
  );
}

function Decided({ proposal, checkpoint }: { proposal: Proposal; checkpoint: Checkpoint }) {
  const { t } = useTranslation();
  const { state, decidedAt, reason, regimeId } = proposal;
  return (
    <Text>
      {t(`proposals.decided.${state}`)} {decidedAt && <BothTimes instant={decidedAt} checkpoint={checkpoint} />}
      {reason && ` · ${reason}`}
      {regimeId && (
        <>
          {' · '}
          <Anchor component={Link} to="/regimes">
            {t('proposals.toRegimes')}
          </Anchor>
        </>
      )}
    </Text>
  );
}
