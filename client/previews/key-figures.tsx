import { useTranslation } from 'react-i18next';
import type { PreviewFigures } from '../../shared/contract/previews.ts';
import { useFormat } from '../i18n/format.ts';
import { FigureGrid } from '../parts/figure-grid.tsx';
import { gapText } from './gap-text.ts';

/** The figures behind the sentence. */
export function KeyFigures({ figures }: { figures: PreviewFigures }) {
  const { t } = useTranslation();
  const format = useFormat();
  const hours = (value: number) => t('queue.hours', { value: format.number(Math.round(value * 10) / 10) });
  const { shiftHours, detourKm } = figures;
  const shown = [
    {
      name: t('previews.figure.overfull'),
      value: format.number(figures.slotsOverfull),
      hint: t('previews.figure.ofSlots', { count: figures.slotsChanged, value: format.number(figures.slotsChanged) }),
    },
    {
      name: t('previews.figure.shift'),
      value: shiftHours ? hours(shiftHours.median) : '—',
      hint: shiftHours && t('previews.figure.shiftMost', { p80: hours(shiftHours.p80), most: hours(shiftHours.most) }),
    },
    {
      name: t('previews.figure.toSibling'),
      value: format.number(figures.movedToSibling),
      hint:
        detourKm &&
        t('previews.figure.detour', { median: format.number(detourKm.median), most: format.number(detourKm.most) }),
    },
    { name: t('previews.figure.stays'), value: format.number(figures.stays), hint: t('previews.figure.staysHint') },
    { name: t('previews.figure.gap'), value: gapText(figures, t, format), hint: t('previews.figure.gapHint') },
    {
      name: t('previews.figure.seconds'),
      value: format.number(Math.round(figures.computeSeconds * 100) / 100),
    },
  ];
  return <FigureGrid figures={shown} cols={{ base: 2, sm: 3, lg: 6 }} />;
}
