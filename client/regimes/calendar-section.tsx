import { Group, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { type Direction, sideSchema } from '../../shared/words.ts';
import { LoadFailed } from '../app/page-state.tsx';
import { useCountryName } from '../i18n/use-country.ts';
import { SourceBadge } from '../parts/source-badge.tsx';
import { CalendarEditor } from './calendar-editor.tsx';
import { CalendarStrip } from './calendar-strip.tsx';
import { calendarQuery, useRegimesInForce } from './regimes-query.ts';
import { useAssumedText } from './template-text.ts';
import { lowerFirst } from './use-checkpoint-text.ts';

interface CalendarSectionProps {
  checkpoint: Checkpoint;
  direction: Direction;
  mayChange: boolean;
}

/** What each side has open by the hours of its own clock, before shifts and regimes. */
export function CalendarSection({ checkpoint, direction, mayChange }: CalendarSectionProps) {
  const { t } = useTranslation();
  const countryName = useCountryName();
  const assumedText = useAssumedText();
  const [side, setSide] = useState<'kz' | 'neighbour'>('kz');
  const calendar = useQuery(calendarQuery(checkpoint.id));
  const regimes = useRegimesInForce(checkpoint.id);
  const hours = calendar.data?.hours
    .filter((hour) => hour.side === side && hour.direction === direction)
    .sort((a, b) => a.localHour - b.localHour);
  const country = side === 'kz' ? 'KZ' : checkpoint.neighbour;
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Title order={3}>{t('rules.calendar')}</Title>
        <SegmentedControl
          size="xs"
          aria-label={t('regimes.form.side')}
          value={side}
          onChange={(next) => setSide(sideSchema.parse(next))}
          data={sideSchema.options.map((value) => ({
            value,
            label: countryName(value === 'kz' ? 'KZ' : checkpoint.neighbour),
          }))}
        />
      </Group>
      <Text fz="sm" c="dimmed">
        {t('rules.calendarText', {
          country: countryName(country),
          direction: lowerFirst(t(`direction.${direction}`)),
        })}
        {regimes.length > 0 && ` ${t('rules.calendarBeforeRegimes')}`}
      </Text>
      {calendar.isPending && <Skeleton height={180} />}
      {calendar.isError && !hours && <LoadFailed error={calendar.error} retry={() => void calendar.refetch()} />}
      {hours?.length === 0 && <Text c="dimmed">{t('rules.noCalendar')}</Text>}
      {hours && hours.length > 0 && (
        <>
          {mayChange ? (
            <CalendarEditor
              key={`${side} ${direction}`}
              checkpoint={checkpoint}
              direction={direction}
              side={side}
              hours={hours}
            />
          ) : (
            <CalendarStrip hours={hours} />
          )}
          <Group gap="xs">
            <SourceBadge source="calendar" />
            {hours[0] && hours[0].assumed.length > 0 && (
              <Text fz="xs" c="dimmed">
                {t('rules.assumed', { what: assumedText(hours[0].assumed) })}
              </Text>
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}
