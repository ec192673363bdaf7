import type { DocumentKind } from '../../shared/contract/consignment.ts';
import type { Direction, VehicleClass } from '../../shared/words.ts';
import type { KnownColumn } from '../platform/tables/read-cells.ts';

/** The headers by which a spreadsheet of applications is understood, in three languages; case, spaces and dots do not count. */
const needed = (names: readonly string[]): KnownColumn => ({ names, isNeeded: true });
const optional = (names: readonly string[]): KnownColumn => ({ names, isNeeded: false });

export const applicationColumns = {
  checkpoint: needed([
    'crossing',
    'border crossing',
    'пункт пропуска',
    'пункт',
    'погранпереход',
    'мапп',
    'өткізу пункті',
    'бекет',
  ]),
  direction: needed(['направление', 'бағыт', 'бағыты']),
  from: needed([
    ...['earliest', 'not before', 'since', 'from time', 'с', 'от', 'не раньше', 'начало', 'прибытие с'],
    ...['ерте дегенде', 'басталуы', 'бастап'],
  ]),
  to: needed([
    'latest',
    'not after',
    'until',
    'till',
    'to time',
    'до',
    'по',
    'не позже',
    'конец',
    'прибытие до',
    'кеш дегенде',
    'аяқталуы',
    'дейін',
  ]),
  plate: needed([
    ...[
      'truck',
      'tractor',
      'number plate',
      'plate number',
      'reg no',
      'госномер',
      'гос номер',
      'номер',
      'тягач',
      'номер тягача',
      'номер тс',
      'грнз',
    ],
    ...['мемнөмірі', 'мемлекеттік нөмірі', 'нөмірі', 'тартқыш', 'тартқыш нөмірі'],
  ]),
  vin: optional(['vin code', 'vin код', 'вин', 'вин код', 'vin коды']),
  country: optional([
    'registered in',
    'truck country',
    'страна',
    'страна регистрации',
    'страна тс',
    'елі',
    'тіркелген елі',
  ]),
  hsCode: needed([
    'hs',
    'hs code',
    'commodity code',
    'тн вэд',
    'код тн вэд',
    'тнвэд',
    'код товара',
    'сэқ тн',
    'сэқ тн коды',
    'тауар коды',
  ]),
  weightKg: needed([
    ...[
      'weight',
      'gross weight',
      'gross weight kg',
      'weight kg',
      'вес',
      'вес кг',
      'вес брутто',
      'вес брутто кг',
      'брутто',
      'масса',
      'масса брутто',
    ],
    ...['салмағы', 'салмағы кг', 'брутто салмағы', 'брутто салмағы кг'],
  ]),
  description: optional([
    'goods',
    'cargo',
    'груз',
    'товар',
    'наименование груза',
    'наименование товара',
    'описание',
    'жүк',
    'тауар',
    'жүк атауы',
  ]),
  driver: optional(['driver name', 'водитель', 'фио водителя', 'жүргізуші']),
  class: optional(['category', 'класс', 'категория', 'санат', 'санаты']),
  flexible: optional(['гибко', 'гибкая', 'икемді', 'any slot']),
  consignor: optional(['shipper', 'sender', 'отправитель', 'грузоотправитель', 'жүк жөнелтуші', 'жөнелтуші']),
  consignorCountry: optional(['shipper country', 'страна отправителя', 'жөнелтуші елі']),
  consignee: optional(['receiver', 'получатель', 'грузополучатель', 'жүк алушы', 'алушы']),
  consigneeCountry: optional(['receiver country', 'страна получателя', 'алушы елі']),
  originCountry: optional(['origin', 'country of origin', 'страна происхождения', 'происхождение', 'шыққан елі']),
  destinationCountry: optional([
    'destination',
    'country of destination',
    'страна назначения',
    'назначение',
    'баратын елі',
    'межелі елі',
  ]),
  documents: optional(['papers', 'документы', 'құжаттар']),
} satisfies Record<string, KnownColumn>;

export type ApplicationColumn = keyof typeof applicationColumns;

export const directionWords: Record<string, Direction> = {
  ...{ out: 'out', exit: 'out', export: 'out', выезд: 'out', экспорт: 'out', 'из рк': 'out', 'из казахстана': 'out' },
  ...{ шығу: 'out', 'қазақстаннан шығу': 'out', 'выезд из казахстана': 'out', экспорттау: 'out' },
  ...{ in: 'in', entry: 'in', import: 'in', въезд: 'in', импорт: 'in', 'в рк': 'in', 'в казахстан': 'in' },
  ...{ кіру: 'in', 'қазақстанға кіру': 'in', 'въезд в казахстан': 'in', импорттау: 'in' },
};

export const classWords: Record<string, VehicleClass> = {
  ...{ general: 'general', обычный: 'general', общий: 'general', жалпы: 'general' },
  ...{
    'out-of-turn': 'out-of-turn',
    'out of turn': 'out-of-turn',
    'вне очереди': 'out-of-turn',
    'кезектен тыс': 'out-of-turn',
  },
  ...{ post: 'post', почта: 'post', пошта: 'post' },
  ...{ accelerated: 'accelerated', ускоренный: 'accelerated', жеделдетілген: 'accelerated' },
};

/** What a paper is called at the beginning of `CMR 118` or `ЭСФ 77-4`. Longer names come first, so that none is cut short by another. */
export const documentWords: readonly (readonly [string, DocumentKind])[] = (
  [
    [
      'e-invoice',
      ['эсф', 'счет-фактура', 'счёт-фактура', 'электронный счёт-фактура', 'электрондық шот-фактура', 'invoice'],
    ],
    [
      'consignment-note',
      ['cmr', 'смр', 'ттн', 'тн', 'накладная', 'накладная (cmr)', 'жүкқұжат', 'жүкқұжат (cmr)', 'consignment note'],
    ],
    [
      'certificate-of-origin',
      ['ст-1', 'st-1', 'сертификат происхождения', 'certificate of origin', 'шығарылған елінің сертификаты'],
    ],
    [
      'veterinary-certificate',
      ['ветсертификат', 'ветеринарный сертификат', 'ветеринариялық сертификат', 'veterinary certificate'],
    ],
    [
      'phytosanitary-certificate',
      ['фито', 'фитосанитарный сертификат', 'фитосанитариялық сертификат', 'phytosanitary certificate'],
    ],
    ['spot-qr', ['спот', 'spot', 'qr спот', 'qr-код спот', 'спот qr-коды', 'spot qr']],
    [
      'transit-declaration',
      ['тд', 'т1', 't1', 'транзитная декларация', 'транзиттік декларация', 'transit declaration'],
    ],
    ['export-declaration', ['дт', 'эк', 'экспортная декларация', 'экспорттық декларация', 'export declaration']],
  ] as const satisfies readonly (readonly [DocumentKind, readonly string[]])[]
)
  .flatMap(([kind, names]) => [kind, ...names].map((name) => [name, kind] as const))
  .toSorted(([a], [b]) => b.length - a.length);
