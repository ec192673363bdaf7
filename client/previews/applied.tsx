import { Alert, Anchor, Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Preview } from '../../shared/contract/previews.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './previews.module.css';
import type { DrawnMoves } from './previews-query.ts';
import { namedCheckpoints } from './use-change-text.ts';

interface AppliedProps {
  preview: Preview;
  drawn: DrawnMoves | undefined;
}

/** The change is made: who is told, and where it can be seen. */
export function Applied({ preview, drawn }: AppliedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { change, appliedAt } = preview;
  const [checkpointId, ...others] = namedCheckpoints(change);
  const carriers = new Set(drawn?.moves.map(({ organisationName }) => organisationName)).size;
  const told = (preview.figures?.moved ?? 0) + (preview.figures?.unplaced ?? 0);
  return (
    <Alert
      className={styles.notice ?? ''}
      data-tone="done"
      icon={<IconCircleCheck size={22} />}
      title={t('previews.applied.title')}
      role="status"
    >
      <Text fz="sm">
        {appliedAt && t('previews.applied.at', { time: format.dayAndTime(appliedAt, 'Asia/Almaty') })}{' '}
        {told > 0 &&
          drawn &&
          t('previews.applied.told', {
            count: told,
            trucks: format.number(told),
            carriers: format.number(carriers),
          })}
      </Text>
      <Group gap="md" mt="xs">
        <Anchor component={Link} to={change.kind === 'end-regime' ? `/regimes#regime-${change.regimeId}` : '/regimes'}>
          {t('previews.applied.regimes')}
        </Anchor>
        {checkpointId && others.length === 0 && (
          <Anchor component={Link} to={`/checkpoints/${checkpointId}`}>
            {t('previews.applied.checkpoint')}
          </Anchor>
        )}
      </Group>
    </Alert>
  );
}
