import { useTranslation } from 'react-i18next';
import type { RegimeTemplate } from '../../shared/contract/regimes.ts';

const told = [
  'every-truck-examined-2023-08',
  'every-truck-examined-more-staff-2023',
  'every-truck-examined-2019-05',
  'scanner-down-2025-07',
  'tighter-checks-2025-09',
  'neighbour-takes-fewer-2025-11',
] as const;

/** A template in the language of the screen; one that is newer than this client in the words of the data. */
export function useTemplateText(): (template: RegimeTemplate) => { title: string; seen: string; source: string } {
  const { t } = useTranslation();
  return ({ id, observed, source }) => {
    const known = told.find((each) => each === id);
    if (!known) return { title: observed, seen: '', source };
    return {
      title: t(`regimes.template.${known}.title`),
      seen: t(`regimes.template.${known}.seen`),
      source: t(`regimes.template.${known}.source`),
    };
  };
}

const named = ['lanes', 'scanners', 'bays', 'documentMinutes', 'scanMinutes', 'examinationMinutes'] as const;

/** The numbers that are ours, by the names of their fields. */
export function useAssumedText(): (assumed: readonly string[]) => string {
  const { t } = useTranslation();
  return (assumed) =>
    assumed
      .map((name) => {
        if (name === 'all') return t('rules.allNumbers');
        if (name.startsWith('scanShare')) return t('rules.scanShare');
        if (name.startsWith('examinationShare')) return t('rules.examinationShare');
        const known = named.find((each) => each === name);
        return known ? t(`regimes.form.${known}`) : name;
      })
      .join('; ');
}
