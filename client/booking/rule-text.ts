import type { TFunction } from 'i18next';

const tierPrefix = 'sensitive-goods-tier-';
const known = ['veterinary-control', 'plant-control'] as const;

/** @returns the name of a screening rule; a rule newer than this client by its id */
export function ruleText(id: string, t: TFunction): string {
  if (id.startsWith(tierPrefix)) return t('booking.rule.sensitiveGoods', { tier: id.slice(tierPrefix.length) });
  const rule = known.find((each) => each === id);
  return rule ? t(`booking.rule.${rule}`) : id;
}
