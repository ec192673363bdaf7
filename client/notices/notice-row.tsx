import { Anchor, Group, Paper, Stack, Text, ThemeIcon, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Notice, NoticeKind } from '../../shared/contract/notices.ts';
import { sentenceOfNotice } from '../../shared/notice-page.ts';
import { useFormat } from '../i18n/format.ts';
import { NoticeFacts, useNoticePlace } from './notice-facts.tsx';
import { noticeIcons } from './notice-icon.tsx';

/** What happened, its times, and the way to where something can be done about it. An unread one stands out, and says so. */
export function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: (notice: Notice) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tellPlace = useNoticePlace();
  const { kind, data, readAt } = notice;
  const Icon = noticeIcons[kind];
  const isUnread = readAt === null;
  const isWholeWay = tellsOfBooking.includes(kind) && notice.path.startsWith('/itineraries/');
  return (
    <Paper
      withBorder
      px="md"
      py="sm"
      component="article"
      style={isUnread ? { borderInlineStart: '4px solid var(--mantine-primary-color-filled)' } : undefined}
    >
      <Group align="flex-start" wrap="nowrap" gap="md">
        <ThemeIcon variant={isUnread ? 'filled' : 'light'} size={36} radius="xl" aria-hidden>
          <Icon size={20} stroke={1.7} />
        </ThemeIcon>
        <Stack gap={4} flex={1} miw={0}>
          <Group justify="space-between" gap="xs" align="baseline">
            <Text fw={isUnread ? 700 : 600}>
              {isUnread && <VisuallyHidden>{t('notices.unread')} </VisuallyHidden>}
              {[data.plate, tellPlace(data)].filter(Boolean).join(' · ') || t(`notices.kind.${kind}`)}
            </Text>
            <Text fz="xs" c="dimmed">
              <time dateTime={notice.at}>{format.time(notice.at, kazakhZone)}</time>
            </Text>
          </Group>
          <Text fz="sm">{t(`notices.sentence.${sentenceOfNotice(kind, data)}`)}</Text>
          <NoticeFacts kind={kind} data={data} />
          <Anchor component={Link} to={notice.path} fz="sm" onClick={() => onOpen(notice)}>
            {isWholeWay ? t('notices.toItinerary') : t(`notices.todo.${kind}`)}
          </Anchor>
        </Stack>
      </Group>
    </Paper>
  );
}

/** Of a whole way these lead to it, and not to the bookings. */
const tellsOfBooking: readonly NoticeKind[] = ['confirmed', 'called', 'leave-now'];

/** The list is of one's own desk, in Kazakhstan; the times of the border stand with their own clocks. */
const kazakhZone = 'Asia/Almaty';
