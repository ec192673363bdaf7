import { Container, Tabs, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../app/page-state.tsx';
import { ApplicationList } from './application-list.tsx';
import { DraftHistory } from './draft-history.tsx';
import { PasteTable } from './paste-table.tsx';

export function ApplicationsPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('drafts.title')} · Otkel`);
  const [tab, setTab] = useState<string | null>('paste');
  const [draftId, setDraftId] = useState<string>();
  return (
    <ForRoles roles={['dispatcher']}>
      <Container size="xl" py="md" w="100%">
        <Title order={1}>{t('drafts.title')}</Title>
        <Text c="dimmed" mb="md" maw={760}>
          {t('drafts.about')}
        </Text>
        <Tabs value={tab} onChange={setTab}>
          <Tabs.List mb="md">
            <Tabs.Tab value="paste">{t('drafts.paste')}</Tabs.Tab>
            <Tabs.Tab value="list">{t('drafts.own')}</Tabs.Tab>
            <Tabs.Tab value="history">{t('drafts.history')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="paste">
            <PasteTable draftId={draftId} onDraft={setDraftId} />
          </Tabs.Panel>
          <Tabs.Panel value="list">{tab === 'list' && <ApplicationList />}</Tabs.Panel>
          <Tabs.Panel value="history">
            {tab === 'history' && (
              <DraftHistory
                onOpen={(id) => {
                  setDraftId(id);
                  setTab('paste');
                }}
              />
            )}
          </Tabs.Panel>
        </Tabs>
      </Container>
    </ForRoles>
  );
}
