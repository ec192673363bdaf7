import type { TFunction } from 'i18next';
import type { PreviewFigures } from '../../shared/contract/previews.ts';
import type { createFormat } from '../i18n/format.ts';

type Format = Pick<ReturnType<typeof createFormat>, 'percent' | 'minutes'>;

/** How far from the best possible the moves can be: as a share of the bound; as truck time where the bound is too small for a share. */
export function gapText(
  { objective, lowerBound }: Pick<PreviewFigures, 'objective' | 'lowerBound'>,
  t: TFunction,
  format: Format,
): string {
  const gap = objective - lowerBound;
  // Costs are whole weighted minutes: less than half of one is the rounding of the bound.
  if (gap < 0.5) return t('previews.figure.best');
  if (lowerBound <= 0 || gap > lowerBound) return format.minutes(Math.round(gap));
  return format.percent(gap / lowerBound);
}
