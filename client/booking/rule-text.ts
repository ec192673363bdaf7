import type { TFunction } from 'i18next';

const known = ['sensitive-goods', 'heavy', 'random'] as const;

/** @returns the name of a screening rule; a rule newer than this client by its id */
export function ruleText(id: string, t: TFunction): string {
  const rule = known.find((each) => each === id);
  return rule ? t(`booking.rule.${rule}`) : id;
}
