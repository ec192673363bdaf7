import { Alert, Button, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendar, IconCheck, IconCopy } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { LoadingLines } from '../app/page-state.tsx';
import { languageName, type WrittenLanguage, writtenLanguage } from '../i18n/languages.ts';
import { FormProblem } from '../parts/form-error.tsx';

const languages: readonly WrittenLanguage[] = ['ru', 'kk', 'en'];

/** The address that a dispatcher's own calendar subscribes to. */
export function CalendarFeed() {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure();
  return (
    <>
      <Button variant="default" leftSection={<IconCalendar size={17} aria-hidden />} onClick={dialog.open}>
        {t('trips.calendar.button')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        closeButtonProps={{ 'aria-label': t('app.close') }}
        title={t('trips.calendar.title')}
      >
        <FeedAddress />
      </Modal>
    </>
  );
}

function FeedAddress() {
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState<WrittenLanguage>(() => writtenLanguage(i18n.language));
  const queryClient = useQueryClient();
  const link = useQuery(apiQuery.tripBoard.getCalendar.queryOptions());
  const onSettled = () => queryClient.invalidateQueries({ queryKey: apiQuery.tripBoard.getCalendar.key() });
  const send = useIntentKeys();
  const renew = useMutation({
    mutationFn: (body: { language: WrittenLanguage }) =>
      send(['renew', body], (key) => api.tripBoard.renewCalendar({ headers: { 'idempotency-key': key }, body })),
    onSettled,
  });
  const revoke = useMutation({
    mutationFn: () => send(['revoke'], (key) => api.tripBoard.revokeCalendar({ headers: { 'idempotency-key': key } })),
    onSettled,
  });
  if (link.isPending) return <LoadingLines count={2} />;
  if (link.isError) return <FormProblem error={link.error} />;
  const url = link.data.link && `${window.location.origin}${link.data.link.path}`;
  const problem = renew.error ?? revoke.error;
  return (
    <Stack>
      <Text fz="sm">{t('trips.calendar.text')}</Text>
      {url && (
        <Group gap="xs" wrap="nowrap">
          <TextInput readOnly value={url} aria-label={t('trips.calendar.address')} style={{ flex: 1 }} />
          <CopyButton value={url}>
            {({ copied, copy }) => (
              <Button
                variant="light"
                onClick={copy}
                leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              >
                {t(copied ? 'trips.calendar.copied' : 'trips.calendar.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
      {url && <Alert color="orange">{t('trips.calendar.secret')}</Alert>}
      {problem && <FormProblem error={problem} />}
      <Group align="flex-end" gap="xs">
        <Select
          label={t('trips.calendar.language')}
          w={150}
          allowDeselect={false}
          value={language}
          onChange={(value) => setLanguage(writtenLanguage(value ?? 'en'))}
          data={languages.map((code) => ({ value: code, label: languageName(code) }))}
        />
        <Button
          variant={url ? 'default' : 'filled'}
          loading={renew.isPending}
          onClick={() => renew.mutate({ language })}
        >
          {t(url ? 'trips.calendar.renew' : 'trips.calendar.make')}
        </Button>
        {url && (
          <Button variant="subtle" color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('trips.calendar.revoke')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
