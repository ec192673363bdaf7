import { Anchor, Code, Group, Paper, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AuditEntry } from '../../shared/contract/audit.ts';
import { roleSchema } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { auditHref } from './audit-query.ts';
import { listChanges, pageOf, subjectKinds } from './subjects.ts';
import { useAuditWords } from './use-audit-words.ts';

const tones = { added: 'free', changed: 'filling', removed: 'full' } as const;
/** A planner of the country reads one clock. */
const zone = 'Asia/Almaty';

/** One change in words: what and when, by whom, what it was and is, and why. */
export function AuditEntryCard({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { at, actor, subject, action, reason } = entry;
  const kind = subjectKinds.find((known) => known === subject.kind);
  const role = roleSchema.safeParse(actor.role);
  const who = t(`audit.by.${actor.kind}`, {
    name: actor.name ?? actor.id,
    role: role.success ? t(`role.${role.data}`) : t('audit.unknownRole'),
  });
  const page = pageOf(entry);
  return (
    <Paper withBorder px="md" py="sm">
      <Stack gap={4}>
        <Group gap="xs">
          <ToneBadge tone={tones[action]}>{t(`audit.action.${action}`)}</ToneBadge>
          <Text fz="sm" fw={600}>
            {kind ? t(`audit.kinds.${kind}`) : subject.kind}
          </Text>
          <Text fz="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {subject.id}
          </Text>
        </Group>
        <Text fz="sm">
          {format.dayAndTime(at, zone)} · {who}
        </Text>
        <Changes entry={entry} />
        {reason && <Text fz="sm">{t('audit.reason', { reason })}</Text>}
        <Group gap="md">
          {page && (
            <Anchor component={Link} to={page} fz="xs">
              {t('audit.open')}
            </Anchor>
          )}
          <Anchor component={Link} to={auditHref({ subjectKind: subject.kind, subjectId: subject.id })} fz="xs">
            {t('audit.onlyThis')}
          </Anchor>
          <Anchor component={Link} to={auditHref({ actor: actor.id })} fz="xs">
            {t('audit.onlyActor')}
          </Anchor>
        </Group>
      </Stack>
    </Paper>
  );
}

function Changes({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const words = useAuditWords();
  const say = (column: string, value: string | undefined) =>
    value === undefined ? t('audit.nothing') : words.value(column, value);
  return (
    <Group component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
      {listChanges(entry).map(({ column, before, after }) => (
        <Text component="li" key={column} fz="xs" style={{ overflowWrap: 'anywhere' }}>
          <Text span c="dimmed" fz="xs">
            {words.column(column)}
          </Text>{' '}
          {entry.action === 'changed' && (
            <>
              <Code>{say(column, before)}</Code>{' '}
              <IconArrowRight
                size={12}
                role="img"
                aria-label={t('audit.became')}
                style={{ verticalAlign: 'middle' }}
              />{' '}
            </>
          )}
          <Code>{say(column, entry.action === 'removed' ? before : after)}</Code>
        </Text>
      ))}
    </Group>
  );
}
