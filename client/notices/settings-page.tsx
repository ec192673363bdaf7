import { Alert, Button, Container, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { NoticePreferences } from '../../shared/contract/notices.ts';
import { useCaller } from '../api/caller.ts';
import { api } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { ForRoles, LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { languageName, languages } from '../i18n/languages.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { KindsTable } from './kinds-table.tsx';
import { preferencesQuery } from './notices-query.ts';
import { Webhooks } from './webhooks.tsx';

const everybody = ['dispatcher', 'officer', 'planner', 'reviewer', 'administrator'] as const;

export function NoticeSettingsPage() {
  return (
    <ForRoles roles={everybody}>
      <Settings />
    </ForRoles>
  );
}

function Settings() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('notices.settingsTitle')} · Otkel`);
  const { role } = useCaller();
  const preferences = useQuery(preferencesQuery);
  return (
    <Container size="md" py="md" w="100%">
      <Button
        component={Link}
        to="/notices"
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowLeft size={15} />}
      >
        {t('notices.title')}
      </Button>
      <Title order={1} mb="md">
        {t('notices.settingsTitle')}
      </Title>
      <Stack gap="lg">
        {preferences.isPending && <LoadingLines count={8} height={36} />}
        {preferences.isError && <LoadFailed error={preferences.error} retry={() => void preferences.refetch()} />}
        {preferences.data && <Choices chosen={preferences.data} />}
        {role === 'dispatcher' && <Webhooks />}
      </Stack>
    </Container>
  );
}

/** What the account is told, how, and in which language; nothing counts until it is saved. */
function Choices({ chosen }: { chosen: NoticePreferences }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const [wished, setWished] = useState(chosen);
  const { language, kinds } = wished;
  const isChanged = JSON.stringify(wished) !== JSON.stringify(chosen);
  const save = useMutation({
    mutationFn: () =>
      send({ language, kinds }, (key) =>
        api.notices.changePreferences({ headers: { 'idempotency-key': key }, body: { language, kinds } }),
      ),
    onSuccess: (saved) => {
      queryClient.setQueryData(preferencesQuery.queryKey, saved);
      setWished(saved);
      notifications.show({ message: t('notices.saved') });
    },
  });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('notices.choose')}>
      <Stack>
        <Title order={2}>{t('notices.choose')}</Title>
        <Text c="dimmed" fz="sm">
          {t('notices.emailTo', { email: chosen.email })}
        </Text>
        <Select
          label={t('notices.language')}
          description={t('notices.languageHint')}
          maw={320}
          allowDeselect={false}
          data={languages.map((value) => ({ value, label: languageName(value) }))}
          value={language}
          onChange={(value) => value && setWished({ ...wished, language: value })}
        />
        <KindsTable kinds={kinds} onChange={(next) => setWished({ ...wished, kinds: next })} />
        <FormProblem error={save.error} />
        <Group justify="flex-end">
          {isChanged && (
            <Alert variant="light" py={6} role="status">
              {t('notices.unsaved')}
            </Alert>
          )}
          <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!isChanged}>
            {t('notices.save')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
