import { useTranslation } from 'react-i18next';
import type { RegimeEffect, RegimeScope } from '../../shared/contract/regimes.ts';
import { type Channel, channelSchema } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useCountryName } from '../i18n/use-country.ts';

const servers = ['lanes', 'scanners', 'bays'] as const;

/** What a regime sets, one phrase for each thing, such as `examination of 100% of yellow, 40 min each`. */
export function useEffectText(): (effect: RegimeEffect) => string[] {
  const { t } = useTranslation();
  const format = useFormat();
  const shares = (byChannel: Partial<Record<Channel, number>>): string => {
    const named = channelSchema.options.flatMap((channel) => {
      const share = byChannel[channel];
      return share === undefined ? [] : [{ channel, share: format.percent(share) }];
    });
    const [first] = named;
    if (first && named.length === 3 && named.every(({ share }) => share === first.share))
      return t('regimes.effect.share.all', { share: first.share });
    return named.map(({ channel, share }) => t(`regimes.effect.share.${channel}`, { share })).join(', ');
  };
  const stage = (
    name: 'scan' | 'examination',
    byChannel: Partial<Record<Channel, number>> | undefined,
    minutes: number | undefined,
  ): string[] => {
    const each = minutes === undefined ? undefined : t('regimes.effect.each', { minutes: format.number(minutes) });
    if (!byChannel) return each === undefined ? [] : [`${t(`regimes.effect.${name}`)}: ${each}`];
    const whom = `${t(`regimes.effect.${name}`)}: ${shares(byChannel)}`;
    return [each === undefined ? whom : `${whom}; ${each}`];
  };
  return (effect) => [
    ...servers.flatMap((kind) => {
      const count = effect[kind];
      return count === undefined ? [] : [t(`regimes.effect.${kind}`, { count })];
    }),
    ...(effect.documentMinutes === undefined
      ? []
      : [
          `${t('regimes.effect.documents')}: ${t('regimes.effect.each', { minutes: format.number(effect.documentMinutes) })}`,
        ]),
    ...stage('scan', effect.scanShares, effect.scanMinutes),
    ...stage('examination', effect.examinationShares, effect.examinationMinutes),
    ...(effect.paceFactor === undefined
      ? []
      : [t('regimes.effect.pace', { share: format.percent(effect.paceFactor) })]),
  ];
}

/** Whom a regime is about, such as `goods of HS chapters 07, 08`. */
export function useScopeText(): (scope: RegimeScope) => string {
  const { t } = useTranslation();
  const countryName = useCountryName();
  return (scope) => {
    switch (scope.kind) {
      case 'all':
        return t('regimes.scope.all');
      case 'hs-chapters':
        return t('regimes.scope.chapters', { chapters: scope.chapters.join(', ') });
      case 'origins':
        return t('regimes.scope.origins', { countries: scope.countries.map(countryName).join(', ') });
      case 'vehicle-countries':
        return t('regimes.scope.vehicles', { countries: scope.countries.map(countryName).join(', ') });
    }
  };
}
