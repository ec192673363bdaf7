import { useTranslation } from 'react-i18next';
import { placeNames } from '../../shared/place-names.ts';
import { checkpointNames } from './checkpoint-names.ts';

const column: Record<string, 0 | 1 | 2> = { en: 0, ru: 1, kk: 2 };

/** @returns a town, port or checkpoint in the words of the language; a checkpoint by both of its posts */
export function placeName({ id, name }: { id: string; name: string }, language: string): string {
  const posts = checkpointNames[id];
  if (posts) {
    const inScript = language === 'ru' ? posts.ru : language === 'kk' ? posts.kk : undefined;
    return inScript ? inScript.join(' — ') : name;
  }
  return placeNames[id]?.[column[language] ?? 0] ?? name;
}

export function usePlaceName(): (place: { id: string; name: string }) => string {
  const { i18n } = useTranslation();
  return (place) => placeName(place, i18n.language);
}

/** @returns a checkpoint by its Kazakh post alone, as people say it; any other place by its name */
export function shortPlaceName(place: { id: string; name: string }, language: string): string {
  return placeName(place, language).split(' — ')[0] ?? place.name;
}
