import { Box, Checkbox, Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type NoticeKind, type NoticePreferences, noticeKinds } from '../../shared/contract/notices.ts';
import { noticeIcons } from './notice-icon.tsx';

const channels = ['app', 'email'] as const;

interface KindsTableProps {
  kinds: NoticePreferences['kinds'];
  onChange: (kinds: NoticePreferences['kinds']) => void;
}

/** Kinds by channels: one box for each, and each box says both to a screen reader. */
export function KindsTable({ kinds, onChange }: KindsTableProps) {
  const { t } = useTranslation();
  const choose = (kind: NoticeKind, channel: (typeof channels)[number], isOn: boolean) =>
    onChange({ ...kinds, [kind]: { ...kinds[kind], [channel]: isOn } });
  return (
    <Table verticalSpacing={6} aria-label={t('notices.choose')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('notices.what')}</Table.Th>
          {channels.map((channel) => (
            <Table.Th key={channel} ta="center" w={{ base: 62, xs: 96 }} px={4} fz={{ base: 'xs', xs: 'sm' }}>
              {t(`notices.channel.${channel}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {noticeKinds.map((kind) => {
          const Icon = noticeIcons[kind];
          return (
            <Table.Tr key={kind}>
              <Table.Th scope="row" fw={400}>
                <Group gap="xs" wrap="nowrap" align="flex-start">
                  <Box visibleFrom="xs" mt={3} style={{ flex: 'none' }}>
                    <Icon size={18} stroke={1.6} aria-hidden />
                  </Box>
                  <span>
                    {t(`notices.kind.${kind}`)}
                    <Text fz="xs" c="dimmed">
                      {t(`notices.kindHint.${kind}`)}
                    </Text>
                  </span>
                </Group>
              </Table.Th>
              {channels.map((channel) => (
                <Table.Td key={channel} px={4}>
                  <Group justify="center">
                    <Checkbox
                      aria-label={`${t(`notices.kind.${kind}`)}: ${t(`notices.channel.${channel}`)}`}
                      checked={kinds[kind][channel]}
                      onChange={({ currentTarget }) => choose(kind, channel, currentTarget.checked)}
                    />
                  </Group>
                </Table.Td>
              ))}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
