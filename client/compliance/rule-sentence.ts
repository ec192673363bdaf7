import type { TFunction } from 'i18next';
import type { FiredRule } from '../../shared/contract/bookings.ts';
import { documentKindSchema } from '../../shared/contract/consignment.ts';

interface Words {
  t: TFunction;
  countryName: (code: string) => string;
}

const tierPrefix = 'sensitive-goods-tier-';
const programmePrefix = 'stop-list-';
const knownRoutes = ['un-2397', 'transit-of-machinery'] as const;
const knownDocuments = ['veterinary-control', 'plant-control'] as const;

/** @returns what a rule that fired says, in one sentence; one that was imported and is not known here by its name in the list */
export function ruleSentence({ id, subject, list }: FiredRule, words: Words): string {
  const { t } = words;
  switch (list) {
    case 'goods':
      return id.startsWith(tierPrefix)
        ? t('compliance.rule.sensitiveGoods', { code: subject, tier: id.slice(tierPrefix.length) })
        : t('compliance.rule.goods', { code: subject, rule: id });
    case 'parties':
      return t('compliance.rule.party', { name: subject, programme: programmeOf(id) });
    case 'routes': {
      const known = knownRoutes.find((route) => route === id);
      const way = wayText(subject, words);
      return known ? t(`compliance.rule.${known}`, { way }) : t('compliance.rule.route', { way, rule: id });
    }
    case 'documents': {
      const known = knownDocuments.find((control) => control === id);
      const documents = missingOf(subject)
        .map((kind) => documentName(kind, t))
        .join(', ');
      const missing = t('compliance.rule.documents', { documents });
      return known ? `${t(`compliance.rule.${known}`)} ${missing}` : missing;
    }
    case 'release':
      return t('compliance.rule.release', { reason: subject });
  }
}

const strictness = ['blocked', 'red', 'yellow', 'green'] as const;

/** @returns the rules, those that block first */
export const sortByStrictness = (rules: readonly FiredRule[]): FiredRule[] =>
  rules.toSorted((a, b) => strictness.indexOf(a.channel) - strictness.indexOf(b.channel));

/** @returns the list that a name was found in */
export const programmeOf = (id: string): string =>
  id.startsWith(programmePrefix) ? id.slice(programmePrefix.length) : id;

const missingOf = (subject: string) => subject.split(', ');

/** @returns the kinds of documents that the rules miss, each once */
export function missingDocuments(rules: readonly FiredRule[]) {
  const kinds = rules.filter(({ list }) => list === 'documents').flatMap(({ subject }) => missingOf(subject));
  return documentKindSchema.options.filter((kind) => kinds.includes(kind));
}

/** @returns the name of a kind of document; a newer one by its code */
function documentName(kind: string, t: TFunction): string {
  const known = documentKindSchema.safeParse(kind);
  return known.success ? t(`compliance.document.${known.data}`) : kind;
}

/** @param subject of a rule about a way, such as `CN–KZ–RU 84` @returns its countries in words, and the HS prefix where it has one */
export function wayText(subject: string, { t, countryName }: Words): string {
  const [way = '', hsPrefix] = subject.split(' ');
  const countries = way
    .split('–')
    .map((code) => (/^[A-Z]{2}$/.test(code) ? countryName(code) : code))
    .join(' – ');
  return hsPrefix ? `${countries}, ${t('compliance.hsPrefix', { code: hsPrefix })}` : countries;
}
