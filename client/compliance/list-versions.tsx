import { Anchor, Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ListKind, ListVersion } from '../../shared/contract/compliance.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { serverClock } from '../live/server-clock.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { listCsvHref } from './list-href.ts';
import { useDayText } from './use-day-text.ts';
import { versionsQuery } from './versions-query.ts';

const heightMax = 260;
/** Who imported what came with the program, before anybody could; its date says nothing. */
const shippedBy = 'otkel';

/** All versions of a list, newest first: which holds, from when to when, whose and why. */
export function ListVersions({ kind }: { kind: ListKind }) {
  const { t } = useTranslation();
  const versions = useInfiniteQuery(versionsQuery(kind));
  if (versions.isError) return <LoadFailed error={versions.error} retry={() => void versions.refetch()} />;
  if (!versions.data) return <LoadingLines count={2} />;
  const items = versions.data.pages.flatMap((page) => page.items);
  return (
    <ScrollArea.Autosize mah={heightMax} type="auto" tabIndex={0} aria-label={t('compliance.versions')}>
      <Stack component="ol" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {items.map((version) => (
          <Version key={version.version} version={version} />
        ))}
      </Stack>
      {versions.hasNextPage && (
        <Button variant="subtle" size="xs" onClick={() => void versions.fetchNextPage()}>
          {t('app.more')}
        </Button>
      )}
    </ScrollArea.Autosize>
  );
}

function Version({ version }: { version: ListVersion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, inForce, validFrom, validTo, rows, importedBy, importedAt, reason, source } = version;
  const time = useDayText();
  const isShipped = importedBy === shippedBy;
  const isComing = Date.parse(validFrom) > serverClock.now().getTime();
  const state = inForce ? 'inForce' : isComing ? 'coming' : 'over';
  return (
    <li style={{ borderTop: '1px solid var(--otkel-line)', paddingTop: 6 }}>
      <Group gap="xs">
        <Text fz="sm" fw={600}>
          {t('compliance.version', { version: version.version })}
        </Text>
        <ToneBadge tone={({ inForce: 'free', coming: 'filling', over: 'closed' } as const)[state]}>
          {t(`compliance.versionState.${state}`)}
        </ToneBadge>
        <Text fz="sm">
          {isShipped
            ? t('compliance.shipped')
            : validTo
              ? t('compliance.validity', { from: time(validFrom), to: time(validTo) })
              : t('compliance.validFrom', { from: time(validFrom) })}
        </Text>
      </Group>
      {!isShipped && (
        <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('compliance.importedBy', { by: importedBy, at: time(importedAt), reason })}
        </Text>
      )}
      <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('compliance.source', { source })} ·{' '}
        <Anchor href={listCsvHref(kind, version.version)} download fz="xs">
          {t('compliance.downloadRows', { count: rows, rows: format.number(rows) })}
        </Anchor>
      </Text>
    </li>
  );
}
