import { Container, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../app/page-state.tsx';
import { ApiKeysSection } from './api-keys-section.tsx';

export function ApiKeysPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('apiKeys.title')} · Otkel`);
  return (
    <ForRoles roles={['dispatcher']}>
      <Container size="lg" py="md" w="100%">
        <Title order={1}>{t('apiKeys.title')}</Title>
        <Text c="dimmed" mb="md" maw={720}>
          {t('apiKeys.about')}
        </Text>
        <ApiKeysSection />
      </Container>
    </ForRoles>
  );
}
