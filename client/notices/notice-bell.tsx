import { ActionIcon, Indicator, Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCaller } from '../api/caller.ts';
import { heldBatchesQuery } from './notices-query.ts';
import { useUnread } from './use-unread.ts';

const batchesEveryMs = 60_000;
const mostShown = 99;

/** In the header of every page: what the account has not read; for a planner, the mass messages that wait. */
export function NoticeBell() {
  const { t } = useTranslation();
  const { role, known } = useCaller();
  const unread = useUnread();
  const isPlanner = role === 'planner';
  const held = useQuery({ ...heldBatchesQuery, enabled: isPlanner, refetchInterval: batchesEveryMs });
  if (!known || role === 'anonymous') return null;
  const batches = isPlanner ? (held.data?.items.length ?? 0) : 0;
  const count = unread + batches;
  const label =
    batches > 0
      ? t('notices.heldCount', { count: batches })
      : unread > 0
        ? t('notices.unreadCount', { count: unread })
        : t('notices.title');
  return (
    <Tooltip label={label}>
      <Indicator
        label={count > mostShown ? `${mostShown}+` : count}
        disabled={count === 0}
        color="red.9"
        size={17}
        offset={4}
        aria-hidden={undefined}
      >
        <ActionIcon
          component={Link}
          to={batches > 0 ? '/notices/batches' : '/notices'}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={label}
        >
          <IconBell size={20} stroke={1.7} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}
