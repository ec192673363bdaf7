import { Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { IconCalendarRepeat, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiQuery } from '../api/client.ts';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { ContractCard } from './contract-card.tsx';
import { NewContract } from './new-contract.tsx';

export function FrameworkContractsPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('frameworkContracts.title')} · Otkel`);
  return (
    <ForRoles roles={['dispatcher']}>
      <Container size="lg" py="md" w="100%">
        <FrameworkContracts />
      </Container>
    </ForRoles>
  );
}

function FrameworkContracts() {
  const { t } = useTranslation();
  const [making, dialog] = useDisclosure();
  const contracts = useQuery({
    ...apiQuery.frameworkContracts.list.queryOptions({ input: { limit: 100 } }),
    refetchInterval: 60_000, // the job that applies runs once a minute
  });
  return (
    <>
      <Group justify="space-between" align="flex-start" mb="md">
        <div>
          <Title order={1}>{t('frameworkContracts.title')}</Title>
          <Text c="dimmed" maw={680}>
            {t('frameworkContracts.about')}
          </Text>
        </div>
        <Button leftSection={<IconPlus size={18} />} onClick={dialog.open}>
          {t('frameworkContracts.make')}
        </Button>
      </Group>
      {contracts.isPending && <LoadingLines count={3} height={180} />}
      {contracts.isError && <LoadFailed error={contracts.error} retry={() => void contracts.refetch()} />}
      {contracts.data?.items.length === 0 && (
        <Message
          icon={IconCalendarRepeat}
          title={t('frameworkContracts.empty')}
          text={t('frameworkContracts.emptyText')}
        />
      )}
      <Stack>
        {contracts.data?.items.map((contract) => (
          <ContractCard key={contract.id} contract={contract} />
        ))}
      </Stack>
      {making && <NewContract onClose={dialog.close} />}
    </>
  );
}
