import { Paper, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { PreviewFigures } from '../../shared/contract/previews.ts';
import { type createFormat, useFormat } from '../i18n/format.ts';
import styles from './previews.module.css';

type Format = Pick<ReturnType<typeof createFormat>, 'number'>;

/**
 * What a preview found, in sentences: "26,031 places become 24,100. 1,240 trucks lose their slot: 1,236 get another, half of them at most 3 h away;
 * 4 have no place."
 */
export function outcomeSentences(figures: PreviewFigures, t: TFunction, format: Format): string[] {
  const { slotsChanged, placesBefore, placesAfter, over, moved, unplaced, movedToSibling, stays, shiftHours } = figures;
  const count = (key: 'loses' | 'unplaced' | 'toSibling' | 'stays', value: number) =>
    t(`previews.outcome.${key}`, { count: value, value: format.number(value) });
  const staysAsItIs = over === 0 && moved === 0 && unplaced === 0;
  if (slotsChanged === 0 && staysAsItIs) return [t('previews.outcome.nothing')];
  const places = t('previews.outcome.places', {
    count: slotsChanged,
    slots: format.number(slotsChanged),
    before: format.number(placesBefore),
    after: format.number(placesAfter),
  });
  if (staysAsItIs) return [t('previews.outcome.allFit'), places];
  const medianHours = shiftHours && Math.round(shiftHours.median * 10) / 10;
  const median =
    medianHours === null
      ? undefined
      : medianHours === 0
        ? t('previews.outcome.medianSame')
        : t('previews.outcome.median', { hours: format.number(medianHours) });
  const movedText = t('previews.outcome.moved', { count: moved, value: format.number(moved) });
  const parts = [
    over > 0 && count('loses', over),
    moved > 0 && [movedText, median].filter(Boolean).join(', '),
    movedToSibling > 0 && count('toSibling', movedToSibling),
    stays > 0 && count('stays', stays),
    unplaced > 0 ? count('unplaced', unplaced) : t('previews.outcome.allPlaced'),
  ].filter((part) => part !== false);
  const trucks = `${parts.join('; ')}.`;
  // A transfer moves trucks and leaves the places as they are.
  return slotsChanged === 0 ? [trucks] : [trucks, places];
}

/** The outcome before all figures. */
export function Outcome({ figures }: { figures: PreviewFigures }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [first, ...rest] = outcomeSentences(figures, t, format);
  const isBad = figures.unplaced > 0;
  const Icon = isBad ? IconAlertTriangle : IconCircleCheck;
  return (
    <Paper withBorder p="md" className={styles.outcome ?? ''} data-bad={isBad || undefined}>
      <Icon size={26} aria-hidden style={{ flex: 'none' }} />
      <div>
        <Text fz="lg" fw={650} lh={1.4} role="status">
          {first}
        </Text>
        {rest.map((sentence) => (
          <Text key={sentence} mt={4}>
            {sentence}
          </Text>
        ))}
      </div>
    </Paper>
  );
}
