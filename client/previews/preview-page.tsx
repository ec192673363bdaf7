import { Anchor, Button, Code, Container, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconAlertTriangle, IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Preview, PreviewFigures } from '../../shared/contract/previews.ts';
import { isErrorCode } from '../../shared/errors.ts';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { Applied } from './applied.tsx';
import { ApplyPreview } from './apply-preview.tsx';
import { CapacitySection } from './capacity-section.tsx';
import { ChangeDetails } from './change-details.tsx';
import { GroupFigures } from './group-figures.tsx';
import { KeyFigures } from './key-figures.tsx';
import { MovePictures } from './move-pictures.tsx';
import { MoveTable } from './move-table.tsx';
import { Outcome } from './outcome.tsx';
import { PreviewProgress } from './preview-progress.tsx';
import { drawnMovesQuery, isUnderWay, previewQuery } from './previews-query.ts';
import { useChangeTitle } from './use-change-text.ts';
import { useStartPreview } from './use-start-preview.ts';
import { WaitSummary } from './wait-summary.tsx';
import { WhatDiffers } from './what-differs.tsx';

/** What a change would do, before it is made: computing, looked at, applied. */
export function PreviewPage() {
  const { previewId = '' } = useParams();
  return (
    <ForRoles roles={['planner']}>
      <Container size="xl" py="md" w="100%">
        <Asked key={previewId} previewId={previewId} />
      </Container>
    </ForRoles>
  );
}

function Asked({ previewId }: { previewId: string }) {
  const { t } = useTranslation();
  const changeTitle = useChangeTitle();
  const { data: preview, isError, error, refetch } = useQuery(previewQuery(previewId));
  const title = preview ? changeTitle(preview.change) : t('previews.title');
  useDocumentTitle(`${title} · Otkel`);
  return (
    <>
      <Anchor component={Link} to="/regimes" fz="sm" display="inline-flex" style={{ alignItems: 'center' }}>
        <IconChevronLeft size={16} aria-hidden /> {t('regimes.title')}
      </Anchor>
      {isError && !preview && <LoadFailed error={error} retry={() => void refetch()} />}
      {!preview && !isError && <LoadingLines count={6} height={72} />}
      {preview && (
        <Stack mt={4}>
          <div>
            <Text fz="sm" c="dimmed">
              {t('previews.title')}
            </Text>
            <Title order={1} mb={4}>
              {title}
            </Title>
            <ChangeDetails change={preview.change} />
          </div>
          {isUnderWay(preview) && <PreviewProgress preview={preview} />}
          {preview.state === 'failed' && <Failed preview={preview} />}
          {preview.figures && <Computed preview={preview} figures={preview.figures} />}
        </Stack>
      )}
    </>
  );
}

function Failed({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const again = useStartPreview();
  const code = preview.failure && isErrorCode(preview.failure) ? preview.failure : 'INTERNAL';
  return (
    <div role="alert">
      <Message
        icon={IconAlertTriangle}
        title={t('previews.failed')}
        text={t(`error.${code}`)}
        action={
          <Button loading={again.isPending} onClick={() => again.mutate(preview.change)}>
            {t('previews.computeAgain')}
          </Button>
        }
      />
    </div>
  );
}

function Computed({ preview, figures }: { preview: Preview; figures: PreviewFigures }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = useSearchParams();
  const beforeId = search.get('before');
  const drawn = useQuery(drawnMovesQuery(preview.id)).data;
  const from = [...new Set(drawn?.moves.map((move) => move.from.checkpointId))];
  const hasMoves = figures.moved + figures.unplaced > 0;
  return (
    <>
      {preview.state === 'applied' ? <Applied preview={preview} drawn={drawn} /> : null}
      <Outcome figures={figures} />
      {beforeId && <WhatDiffers beforeId={beforeId} figures={figures} />}
      {preview.state === 'ready' && <ApplyPreview preview={preview} figures={figures} />}
      <KeyFigures figures={figures} />
      <WaitSummary wait={figures.wait} replications={figures.replications} />
      {hasMoves && <GroupFigures groups={figures.groups} />}
      <CapacitySection preview={preview} drawn={drawn} />
      {hasMoves && (
        <>
          <MovePictures drawn={drawn} />
          <MoveTable previewId={preview.id} checkpointIds={from} />
        </>
      )}
      <Text fz="xs" c="dimmed">
        {t('previews.madeAt', { time: format.dayAndTime(preview.madeAt, 'Asia/Almaty') })} · {t('plans.seed')}{' '}
        <Code>{preview.seed}</Code>
      </Text>
    </>
  );
}
