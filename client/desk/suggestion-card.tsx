import { Button, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from '../../shared/contract/proposals.ts';
import { useFormat } from '../i18n/format.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { useStartPreview } from '../previews/use-start-preview.ts';
import { useCheckpointText } from '../regimes/use-checkpoint-text.ts';
import styles from './desk.module.css';
import { SuggestionPicture } from './suggestion-picture.tsx';

/** A day is one of Kazakhstan's clock; noon is in it in every zone that a browser may have. */
const noonOf = (date: string) => `${date}T12:00:00+05:00`;
const kzZone = 'Asia/Almaty';

/** "Shift 40 trucks from Zhaisan to Alimbet on Thursday", with its price. */
export function SuggestionCard({ suggestion }: { suggestion: Suggestion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useCheckpointText();
  const preview = useStartPreview();
  const { from, to, price, saved, trucks, movable, because, change, date } = suggestion;
  // Not `-0`, which is what a little below zero is rounded to.
  const whole = (value: number) => format.number(Math.round(value) || 0);
  const tenths = (value: number) => format.number(Math.round(value * 10) / 10);
  // The carriers read it: names as on their screens, and not ids.
  const reason = t('desk.suggestion.reason', {
    from: nameOf(from.checkpointId),
    to: nameOf(to.checkpointId),
    taken: format.number(from.taken),
    places: format.number(from.places),
    room: format.number(to.places - to.taken),
  });
  return (
    <article className={styles.card}>
      <Stack gap={6}>
        <Text fw={650}>
          {t('desk.suggestion.title', {
            count: trucks,
            from: nameOf(from.checkpointId),
            to: nameOf(to.checkpointId),
            day: format.longDay(noonOf(date), kzZone),
          })}
        </Text>
        <Text fz="xs" c="dimmed">
          {t(`direction.${suggestion.direction}`)} · {format.time(suggestion.startsAt, kzZone)}–
          {format.time(suggestion.endsAt, kzZone)} · {t(`desk.suggestion.because.${because}`)} ·{' '}
          {t('desk.suggestion.movable', { count: movable })}
        </Text>
        <SuggestionPicture suggestion={suggestion} nameOf={nameOf} />
        <dl className={styles.price}>
          <div>
            <dt>{t('desk.suggestion.price')}</dt>
            <dd>
              {t('desk.suggestion.priceKm', { each: whole(price.kmPerTruck), all: whole(price.km) })}
              <br />
              {t('desk.suggestion.priceHours', { each: tenths(price.hoursPerTruck), all: whole(price.hours) })}
            </dd>
          </div>
          <div>
            <dt>{t(saved.hours < 0 ? 'desk.suggestion.adds' : 'desk.suggestion.saves')}</dt>
            <dd>
              {t('desk.suggestion.savedHours', { hours: whole(Math.abs(saved.hours)) })}
              <br />
              <Text span fz="xs" c="dimmed">
                {t(`desk.suggestion.source.${saved.source}`)}
              </Text>
            </dd>
          </div>
        </dl>
        {price.assumed.length > 0 && (
          <Text fz="xs" c="dimmed">
            {t('desk.suggestion.assumed')}
          </Text>
        )}
        <FormProblem error={preview.error} />
      </Stack>
      <Button
        variant="light"
        size="xs"
        mt="sm"
        loading={preview.isPending}
        rightSection={<IconArrowRight size={16} />}
        onClick={() => preview.mutate(change.kind === 'transfer' ? { ...change, reason } : change)}
      >
        {t('desk.preview')}
      </Button>
    </article>
  );
}
