import { Box, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ListKind, ListVersion } from '../../shared/contract/compliance.ts';
import { useCaller } from '../api/caller.ts';
import { useFormat } from '../i18n/format.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { ImportList } from './import-list.tsx';
import { listCsvHref } from './list-href.ts';
import { ListVersions } from './list-versions.tsx';

interface ListCardProps {
  kind: ListKind;
  /** undefined where none is valid now: then nothing is screened by this list */
  inForce: ListVersion | undefined;
}

/** A list: what it decides, what is in force and from whom, all its versions, download and import. */
export function ListCard({ kind, inForce }: ListCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { role } = useCaller();
  const [importing, dialog] = useDisclosure();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={`list-${kind}`}>
      <Stack gap="sm" h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Title order={2} id={`list-${kind}`}>
              {t(`compliance.list.${kind}`)}
            </Title>
            <Text fz="sm" c="dimmed">
              {t(`compliance.listText.${kind}`)}
            </Text>
          </div>
          <Box flex="none">
            <ToneBadge tone={inForce ? 'free' : 'full'}>
              {inForce ? t('compliance.version', { version: inForce.version }) : t('compliance.noneInForce')}
            </ToneBadge>
          </Box>
        </Group>
        {inForce && (
          <Text fz="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('compliance.rows', { count: inForce.rows, rows: format.number(inForce.rows) })} ·{' '}
            {t('compliance.source', { source: inForce.source })}
          </Text>
        )}
        <ListVersions kind={kind} />
        <Group gap="xs" mt="auto">
          {inForce && (
            <Button
              component="a"
              href={listCsvHref(kind)}
              download
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('compliance.download')}
            </Button>
          )}
          {(role === 'reviewer' || role === 'planner') && (
            <Button
              variant="light"
              leftSection={<IconUpload size={16} aria-hidden />}
              onClick={dialog.open}
              aria-label={t('compliance.import.of', { list: t(`compliance.list.${kind}`) })}
            >
              {t('compliance.import.button')}
            </Button>
          )}
        </Group>
      </Stack>
      {importing && <ImportList kind={kind} onClose={dialog.close} />}
    </Paper>
  );
}
