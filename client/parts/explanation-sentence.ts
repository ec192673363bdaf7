import type { TFunction } from 'i18next';
import type { ExplainedBetter, ExplainedSlot, Explanation } from '../../shared/explanation.ts';
import type { createFormat } from '../i18n/format.ts';

interface Words {
  t: TFunction;
  format: Pick<ReturnType<typeof createFormat>, 'minutes' | 'number'>;
  /** names a slot by its time, and by its checkpoint where that is another */
  slotName: (slot: ExplainedSlot) => string;
}

/** @returns why a truck got its slot or none, in one to three sentences */
export function explanationSentence(explanation: Explanation, words: Words): string {
  const { t, format, slotName } = words;
  switch (explanation.kind) {
    case 'best': {
      const { closedCheaper } = explanation;
      const closed = closedCheaper > 0 ? [t('explanation.closedCheaper', { count: closedCheaper })] : [];
      return [t('explanation.best'), ...closed].join(' ');
    }
    case 'dearer': {
      const { better } = explanation;
      const key = better.proof === 'chain' ? 'explanation.dearer' : 'explanation.dearerAtLeast';
      return [t(key, valuesOf(better, words)), ...listDisplaced(better, t)].join(' ');
    }
    case 'lot': {
      const numbers = { own: format.number(explanation.ownNumber), other: format.number(explanation.otherNumber) };
      const key = explanation.slot === null ? 'explanation.lotLast' : 'explanation.lot';
      return t(key, { ...numbers, slot: slotName(explanation.better.slot) });
    }
    case 'unassigned':
      return noneSentence(explanation.because, words);
  }
}

function noneSentence(because: Extract<Explanation, { kind: 'unassigned' }>['because'], words: Words): string {
  const { t } = words;
  switch (because.reason) {
    case 'no-window':
      return t('explanation.noWindow');
    case 'dearer-than-penalty':
      return t('explanation.dearerThanNone');
    case 'no-places':
      return t('explanation.noPlaces', { count: because.slots });
    case 'carrier-quota':
      return t('explanation.quota', { count: because.quota });
    case 'full': {
      const { better } = because;
      const key = better.proof === 'chain' ? 'explanation.full' : 'explanation.fullAtLeast';
      return [t(key, valuesOf(better, words)), ...listDisplaced(better, t)].join(' ');
    }
  }
}

function valuesOf({ slot, savedMinutes, othersMinutes }: ExplainedBetter, { format, slotName }: Words) {
  return { slot: slotName(slot), saved: format.minutes(savedMinutes), others: format.minutes(othersMinutes) };
}

function listDisplaced({ trucksMoved, trucksDropped }: ExplainedBetter, t: TFunction): string[] {
  return [
    ...(trucksMoved > 0 ? [t('explanation.moved', { count: trucksMoved })] : []),
    ...(trucksDropped > 0 ? [t('explanation.dropped', { count: trucksDropped })] : []),
  ];
}
