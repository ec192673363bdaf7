import { useTranslation } from 'react-i18next';
import { useFormat } from './format.ts';

const ours = ['KZ', 'RU', 'KG'] as const;

/** @returns how to name a country; our three are written out, since not every browser knows them in Kazakh */
export function useCountryName(): (code: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (code) => {
    const known = ours.find((country) => country === code);
    return known ? t(`country.${known}`) : format.country(code);
  };
}

/** @returns how to name the post of a side, such as `the Russian post` */
export function usePostOfSide(neighbour: string): (side: 'kz' | 'neighbour') => string {
  const { t } = useTranslation();
  return (side) => {
    const country = side === 'kz' ? 'KZ' : neighbour;
    return t(`post.${ours.find((known) => known === country) ?? 'other'}`);
  };
}
