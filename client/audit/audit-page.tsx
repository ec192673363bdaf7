import { Button, Center, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useCaller } from '../api/caller.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { AuditEntryCard } from './audit-entry.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { auditCsvHref, auditQuery, readAuditFilter } from './audit-query.ts';

/** Who changed what, when and why, newest first. The filters stand in the address, so that they can be sent to somebody. */
export function AuditPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('audit.title')} · Otkel`);
  const { role } = useCaller();
  const mayRead = role === 'planner' || role === 'administrator';
  const [params] = useSearchParams();
  const filter = readAuditFilter(params);
  const entries = useInfiniteQuery({ ...auditQuery(filter), enabled: mayRead });
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  if (!mayRead)
    return <Message icon={IconHistory} title={t(role === 'anonymous' ? 'app.signInNeeded' : 'app.notForRole')} />;
  return (
    <Container size="lg" py="md" w="100%">
      <Group justify="space-between" mb="md" align="flex-start">
        <Stack gap={0} flex={1} miw={240}>
          <Title order={1}>{t('audit.title')}</Title>
          <Text c="dimmed">{t('audit.intro')}</Text>
        </Stack>
        <Button component="a" href={auditCsvHref(filter)} variant="default" leftSection={<IconDownload size={16} />}>
          {t('audit.export')}
        </Button>
      </Group>
      <AuditFilters key={params.toString()} />
      {entries.isPending && <LoadingLines count={6} height={72} />}
      {entries.isError && <LoadFailed error={entries.error} retry={() => void entries.refetch()} />}
      {entries.isSuccess && items.length === 0 && (
        <Message icon={IconHistory} title={t('audit.empty')} text={t('audit.emptyText')} />
      )}
      <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {items.map((entry) => (
          <li key={entry.number}>
            <AuditEntryCard entry={entry} />
          </li>
        ))}
      </Stack>
      {entries.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </Container>
  );
}
