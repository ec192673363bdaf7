import { Button, Center, Container, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconBell, IconChecks, IconSettings } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Notice } from '../../shared/contract/notices.ts';
import { useCaller } from '../api/caller.ts';
import { api, apiQuery } from '../api/client.ts';
import { errorText } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { NoticeRow } from './notice-row.tsx';
import { noticesQuery } from './notices-query.ts';
import { useUnread } from './use-unread.ts';

const everybody = ['dispatcher', 'officer', 'planner', 'reviewer', 'administrator'] as const;

export function NoticesPage() {
  return (
    <ForRoles roles={everybody}>
      <Notices />
    </ForRoles>
  );
}

/** What the account was told, by day, newest first. */
function Notices() {
  const { t } = useTranslation();
  const format = useFormat();
  const { role } = useCaller();
  const unread = useUnread();
  useDocumentTitle(`${unread > 0 ? `(${unread}) ` : ''}${t('notices.title')} · Otkel`);
  const [onlyUnread, setOnlyUnread] = useState(false);
  const notices = useInfiniteQuery(noticesQuery(onlyUnread));
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  const read = useMarkRead();
  const days = groupByDay(items, ({ at }) => format.longDay(at, 'Asia/Almaty'));
  return (
    <Container size="md" py="md" w="100%">
      <Group justify="space-between" mb="md" align="flex-start">
        <Stack gap={0} flex={1} miw={220}>
          <Title order={1}>{t('notices.title')}</Title>
          <Text c="dimmed" aria-live="polite">
            {unread > 0 ? t('notices.unreadCount', { count: unread }) : t('notices.allRead')}
          </Text>
        </Stack>
        <Group gap="xs">
          {role === 'planner' && (
            <Button component={Link} to="/notices/batches" variant="default">
              {t('notices.batch.title')}
            </Button>
          )}
          <Button component={Link} to="/notices/settings" variant="default" leftSection={<IconSettings size={16} />}>
            {t('notices.settings')}
          </Button>
        </Group>
      </Group>
      <Group justify="space-between" mb="sm">
        <SegmentedControl
          aria-label={t('notices.which')}
          value={onlyUnread ? 'unread' : 'all'}
          onChange={(value) => setOnlyUnread(value === 'unread')}
          data={[
            { value: 'all', label: t('notices.all') },
            { value: 'unread', label: t('notices.onlyUnread') },
          ]}
        />
        <Button
          variant="subtle"
          leftSection={<IconChecks size={16} />}
          disabled={unread === 0}
          loading={read.isPending}
          onClick={() => read.mutate(null)}
        >
          {t('notices.markAll')}
        </Button>
      </Group>
      {notices.isPending && <LoadingLines count={6} height={84} />}
      {notices.isError && <LoadFailed error={notices.error} retry={() => void notices.refetch()} />}
      {notices.isSuccess && items.length === 0 && (
        <Message icon={IconBell} title={t('notices.empty')} text={t('notices.emptyText')} />
      )}
      {days.map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <Title order={2} fz="md" mt="md" mb="xs">
            {day}
          </Title>
          <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
            {ofDay.map((notice) => (
              <li key={notice.id}>
                <NoticeRow notice={notice} onOpen={({ id, readAt }) => readAt === null && read.mutate([id])} />
              </li>
            ))}
          </Stack>
        </section>
      ))}
      {notices.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </Container>
  );
}

/** @returns what is ordered by time, by its days in that order */
function groupByDay<Item>(items: readonly Item[], dayOf: (item: Item) => string): [string, Item[]][] {
  const days = new Map<string, Item[]>();
  for (const item of items) days.set(dayOf(item), [...(days.get(dayOf(item)) ?? []), item]);
  return [...days];
}

function useMarkRead() {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (noticeIds: Notice['id'][] | null) =>
      send(['read', noticeIds], (key) =>
        api.notices.markRead({ headers: { 'idempotency-key': key }, body: { noticeIds } }),
      ),
    onError: (error) => notifications.show({ color: 'red', message: errorText(error, t) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.notices.list.key() }),
  });
}
