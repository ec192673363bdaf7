import { Button, Group, Paper, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconRotate, IconSpeakerphone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { type Direction, sideSchema } from '../../shared/words.ts';
import { LoadFailed } from '../app/page-state.tsx';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { usePostOfSide } from '../i18n/use-country.ts';
import { calendarQuery } from '../regimes/regimes-query.ts';
import { useWhatIf } from './use-what-if.ts';
import styles from './what-if.module.css';
import { WhatIfResult } from './what-if-result.tsx';
import { WhatIfSentence } from './what-if-sentence.tsx';
import { WhatIfSliders } from './what-if-sliders.tsx';
import { effectOf, valuesOf, type WhatIfValues } from './what-if-values.ts';

const spans = [12, 24, 48, 96] as const;

/** What the sliders begin with. */
export interface WhatIfStart {
  checkpointId: string;
  side: 'kz' | 'neighbour';
  startsAt: string;
}

interface WhatIfProps {
  checkpoints: readonly Checkpoint[];
  direction: Direction;
  start: WhatIfStart;
}

/** Other lanes, minutes and shares at one side of a checkpoint: what would it take, and how long would trucks wait? Nothing is kept. */
export function WhatIf({ checkpoints, direction, start }: WhatIfProps) {
  const { t, i18n } = useTranslation();
  const [where, setWhere] = useState(start);
  const [hours, setHours] = useState<(typeof spans)[number]>(24);
  const [moved, setMoved] = useState<WhatIfValues>();
  const checkpoint = checkpoints.find(({ id }) => id === where.checkpointId);
  const postOfSide = usePostOfSide(checkpoint?.neighbour ?? '');
  const calendar = useQuery(calendarQuery(where.checkpointId));
  const base = useMemo(() => {
    if (!checkpoint) return undefined;
    const zone = where.side === 'kz' ? checkpoint.kzZone : checkpoint.neighbourZone;
    const localHour = DateTime.fromISO(where.startsAt, { zone }).hour;
    const hour = calendar.data?.hours.find(
      (each) => each.direction === direction && each.side === where.side && each.localHour === localHour,
    );
    return hour && valuesOf(hour);
  }, [calendar.data, checkpoint, direction, where]);
  const values = moved ?? base;
  const effect = useMemo(() => base && moved && effectOf(base, moved), [base, moved]);
  const result = useWhatIf(base && { ...where, direction, hours }, effect);

  const change = (changed: Partial<WhatIfStart>) => {
    setWhere({ ...where, ...changed });
    setMoved(undefined);
  };
  const to = DateTime.fromISO(where.startsAt).toUTC().plus({ hours }).toISO() ?? where.startsAt;
  const announce =
    effect &&
    new URLSearchParams({ ...where, direction, from: where.startsAt, to, effect: JSON.stringify(effect) }).toString();

  return (
    <Paper withBorder p="md" component="section" id="what-if" aria-label={t('desk.whatIf.title')}>
      <Title order={2}>{t('desk.whatIf.title')}</Title>
      <Text fz="xs" c="dimmed" mb="sm">
        {t('desk.whatIf.text')}
      </Text>
      <Group gap="sm" mb="md" align="flex-end">
        <Select
          label={t('booking.checkpoint')}
          searchable
          allowDeselect={false}
          w={{ base: '100%', xs: 290 }}
          value={where.checkpointId}
          onChange={(checkpointId) => checkpointId && change({ checkpointId })}
          data={checkpoints.map((each) => ({ value: each.id, label: postNames(each, i18n.language).both }))}
        />
        <Select
          label={t('desk.whatIf.side')}
          allowDeselect={false}
          w={200}
          value={where.side}
          onChange={(side) => change({ side: sideSchema.catch('kz').parse(side) })}
          data={sideSchema.options.map((side) => ({ value: side, label: postOfSide(side) }))}
        />
        <Select
          label={t('desk.whatIf.span')}
          allowDeselect={false}
          w={110}
          value={String(hours)}
          onChange={(value) => setHours(spans.find((span) => String(span) === value) ?? 24)}
          data={spans.map((span) => ({ value: String(span), label: t('desk.spanHours', { count: span }) }))}
        />
        <Button
          variant="default"
          leftSection={<IconRotate size={16} />}
          disabled={!effect}
          onClick={() => setMoved(undefined)}
        >
          {t('desk.whatIf.reset')}
        </Button>
        {announce ? (
          <Button component={Link} to={`/regimes/new?${announce}`} leftSection={<IconSpeakerphone size={16} />}>
            {t('desk.whatIf.announce')}
          </Button>
        ) : (
          <Button disabled leftSection={<IconSpeakerphone size={16} />}>
            {t('desk.whatIf.announce')}
          </Button>
        )}
      </Group>
      {checkpoint && result.data && (
        <WhatIfSentence whatIf={result.data} checkpoint={checkpoint} isChanged={effect !== undefined} />
      )}
      <div className={styles.layout}>
        <Stack>
          {calendar.isError && <LoadFailed error={calendar.error} retry={() => void calendar.refetch()} />}
          {calendar.isPending && <Skeleton height={420} />}
          {base && values && <WhatIfSliders base={base} values={values} onChange={setMoved} />}
          {calendar.isSuccess && !base && <Text c="dimmed">{t('desk.whatIf.noCalendar')}</Text>}
        </Stack>
        {checkpoint && <WhatIfResult result={result} checkpoint={checkpoint} />}
      </div>
    </Paper>
  );
}
