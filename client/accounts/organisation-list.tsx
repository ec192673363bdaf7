import { Button, Group, Paper, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuildingPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { NewOrganisation } from './new-organisation.tsx';
import { organisationsQuery } from './organisations-query.ts';

export function OrganisationList() {
  const { t } = useTranslation();
  const [opened, modal] = useDisclosure();
  const organisations = useQuery(organisationsQuery);
  return (
    <>
      <Group justify="flex-end" mb="sm">
        <Button leftSection={<IconBuildingPlus size={18} />} onClick={modal.open}>
          {t('accounts.newOrganisation')}
        </Button>
      </Group>
      {organisations.isPending && <LoadingLines />}
      {organisations.isError && <LoadFailed error={organisations.error} retry={() => void organisations.refetch()} />}
      {organisations.data?.length === 0 && <Text c="dimmed">{t('accounts.emptyOrganisations')}</Text>}
      {organisations.data && organisations.data.length > 0 && (
        <Paper withBorder style={{ overflow: 'hidden' }}>
          <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('accounts.name')}</Table.Th>
                <Table.Th>{t('accounts.kind')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {organisations.data.map((organisation) => (
                <Table.Tr key={organisation.id}>
                  <Table.Td fw={600}>{organisation.name}</Table.Td>
                  <Table.Td>{t(`accounts.${organisation.kind}`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      {opened && <NewOrganisation onClose={modal.close} />}
    </>
  );
}
