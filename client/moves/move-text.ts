import type { TFunction } from 'i18next';
import type { Move } from '../../shared/contract/moves.ts';
import type { createFormat } from '../i18n/format.ts';
import { kindOfMove, shiftMinutesOf } from './move-kind.ts';

type Format = Pick<ReturnType<typeof createFormat>, 'minutes' | 'number'>;

/** @returns one sentence: what happened to the slot of a truck */
export function moveSentence(move: Move, t: TFunction, format: Format): string {
  const kind = kindOfMove(move);
  if (kind === 'unplaced' || kind === 'kept') return t(`moves.kind.${kind}`);
  const shift = shiftMinutesOf(move);
  // Kept on one line: "1 d. 4" and "hours" apart read as two things.
  const duration = format.minutes(shift).replaceAll(' ', '\u00a0');
  const when =
    shift === 0 ? t('moves.shift.same') : t(shift > 0 ? 'moves.shift.later' : 'moves.shift.earlier', { duration });
  if (kind === 'other-time') return t('moves.kind.otherTime', { when });
  return move.detourKm === null
    ? t('moves.kind.otherCheckpoint', { when })
    : t('moves.kind.detour', { when, km: format.number(move.detourKm) });
}
