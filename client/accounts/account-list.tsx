import { Button, Center, Group, Paper, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { NewAccount } from './new-account.tsx';

export function AccountList() {
  const { t } = useTranslation();
  const [opened, modal] = useDisclosure();
  const accounts = useInfiniteQuery(
    apiQuery.accounts.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const items = accounts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Group justify="flex-end" mb="sm">
        <Button leftSection={<IconUserPlus size={18} />} onClick={modal.open}>
          {t('accounts.newAccount')}
        </Button>
      </Group>
      {accounts.isPending && <LoadingLines />}
      {accounts.isError && <LoadFailed error={accounts.error} retry={() => void accounts.refetch()} />}
      {accounts.isSuccess && items.length === 0 && <Text c="dimmed">{t('accounts.emptyPeople')}</Text>}
      {items.length > 0 && (
        <Paper withBorder style={{ overflow: 'hidden' }}>
          <Table.ScrollContainer minWidth={480}>
            <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('accounts.name')}</Table.Th>
                  <Table.Th>{t('accounts.role')}</Table.Th>
                  <Table.Th>{t('accounts.organisation')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((account) => (
                  <Table.Tr key={account.userId}>
                    <Table.Td>
                      <Text fw={600} fz="sm">
                        {account.name}
                      </Text>
                      <Text fz="xs" c="dimmed">
                        {account.email}
                      </Text>
                    </Table.Td>
                    <Table.Td>{t(`role.${account.role}`)}</Table.Td>
                    <Table.Td>{account.organisation?.name ?? '—'}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {accounts.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={accounts.isFetchingNextPage} onClick={() => void accounts.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
      {opened && <NewAccount onClose={modal.close} />}
    </>
  );
}
