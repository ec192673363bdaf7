import { useFormat } from '../i18n/format.ts';

const zone = 'Asia/Almaty';

/** @returns how to say an instant on the Kazakh clock, with its year: lists and decisions are read years later */
export function useDayText(): (instant: string) => string {
  const format = useFormat();
  return (instant) => `${format.day(instant, zone)} ${format.year(instant, zone)}, ${format.time(instant, zone)}`;
}
