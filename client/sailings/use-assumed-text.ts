import { useTranslation } from 'react-i18next';

const names = [
  'laneMetres',
  'weight',
  'reeferPlugs',
  'dangerousGoodsPlaces',
  'speed',
  'nauticalMiles',
  'cutoffs',
  'arrivalP80',
] as const;

/** @returns a number that is ours in the words of the language; one that a newer server names as it is */
export function useAssumedText(): (name: string) => string {
  const { t } = useTranslation();
  return (name) => {
    const known = names.find((one) => one === name);
    return known === undefined ? name : t(`sailings.assumedOf.${known}`);
  };
}
