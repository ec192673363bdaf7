import { Container, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { CheckpointTable } from './checkpoint-table.tsx';
import { weeksQuery } from './fairness-queries.ts';
import { WeekFigures } from './week-figures.tsx';

const everywhere = 'all';

/** Who got the slots of a week, and what became of them: figures that anybody may read, each with the rule behind it. */
export function FairnessPage() {
  const { t, i18n } = useTranslation();
  useDocumentTitle(`${t('fairness.title')} · Otkel`);
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const checkpointId = search.get('checkpoint') ?? everywhere;
  const weeks = useQuery(weeksQuery(checkpointId));
  const checkpoints = useQuery(checkpointsQuery);
  const items = weeks.data?.items ?? [];
  const week = items.find(({ weekStartsOn }) => weekStartsOn === search.get('week')) ?? items[0];

  const choose = (key: 'checkpoint' | 'week', value: string | null) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null || value === everywhere) next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  const names = (checkpoints.data ?? [])
    .map((checkpoint) => ({ value: checkpoint.id, label: postNames(checkpoint, i18n.language).both }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language));
  const weekName = (weekStartsOn: string) => {
    const monday = DateTime.fromISO(`${weekStartsOn}T12:00:00Z`, { zone: 'UTC' });
    const [from, to] = [monday, monday.plus({ days: 6 })].map((day) => format.day(day.toJSDate(), 'UTC'));
    return `${from} – ${to} ${format.year(monday.toJSDate(), 'UTC')}`;
  };

  return (
    <Container size="lg" py="md" w="100%">
      <Stack gap="md">
        <div>
          <Title order={1}>{t('fairness.title')}</Title>
          <Text c="dimmed" mt={4} maw={760}>
            {t('fairness.intro')}
          </Text>
        </div>
        <Group gap="sm" align="end">
          <Select
            label={t('fairness.checkpoint')}
            data={[{ value: everywhere, label: t('fairness.everywhere') }, ...names]}
            value={checkpointId}
            onChange={(value) => choose('checkpoint', value)}
            allowDeselect={false}
            searchable
            w={{ base: '100%', xs: 320 }}
          />
          <Select
            label={t('fairness.week')}
            data={items.map(({ weekStartsOn }) => ({ value: weekStartsOn, label: weekName(weekStartsOn) }))}
            value={week?.weekStartsOn ?? null}
            onChange={(value) => choose('week', value)}
            allowDeselect={false}
            disabled={items.length === 0}
            w={{ base: '100%', xs: 240 }}
          />
        </Group>
        {weeks.isError ? (
          <LoadFailed error={weeks.error} retry={() => void weeks.refetch()} />
        ) : weeks.isPending ? (
          <LoadingLines count={5} height={90} />
        ) : !week ? (
          <Message icon={IconScale} title={t('fairness.empty')} text={t('fairness.emptyText')} />
        ) : (
          <>
            <WeekFigures week={week} />
            {checkpointId === everywhere && <CheckpointTable weekStartsOn={week.weekStartsOn} names={names} />}
          </>
        )}
      </Stack>
    </Container>
  );
}
