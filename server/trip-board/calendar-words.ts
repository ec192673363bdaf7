import type { TripRow } from '../../shared/contract/trip-board.ts';
import type { Direction } from '../../shared/words.ts';

/** What a calendar says beside names and times. */
export interface Words {
  name: string;
  direction: Record<Direction, string>;
  state: Record<TripRow['state'], string>;
}

const words: Record<string, Words> = {
  ru: {
    name: 'Otkel: поездки',
    direction: { out: 'выезд из Казахстана', in: 'въезд в Казахстан' },
    state: {
      held: 'Место удержано, подтвердите его',
      confirmed: 'Подтверждено',
      ended: 'Завершено',
      'no-show': 'Неявка',
      cancelled: 'Отменено',
      expired: 'Удержание истекло',
    },
  },
  kk: {
    name: 'Otkel: сапарлар',
    direction: { out: 'Қазақстаннан шығу', in: 'Қазақстанға кіру' },
    state: {
      held: 'Орын ұсталып тұр, растаңыз',
      confirmed: 'Расталды',
      ended: 'Аяқталды',
      'no-show': 'Келмеді',
      cancelled: 'Тоқтатылды',
      expired: 'Ұстау мерзімі өтті',
    },
  },
  en: {
    name: 'Otkel: trips',
    direction: { out: 'out of Kazakhstan', in: 'into Kazakhstan' },
    state: {
      held: 'Held: confirm it',
      confirmed: 'Confirmed',
      ended: 'Over',
      'no-show': 'Did not come',
      cancelled: 'Cancelled',
      expired: 'The hold expired',
    },
  },
};

export const wordsOf = (language: string): Words => words[language] ?? words.en!;
