import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeskRow } from './arrange-rows.ts';

/** What there is to do, before one looks at the grid. */
export function DeskHeadline({ rows }: { rows: readonly DeskRow[] | undefined }) {
  const { t } = useTranslation();
  if (!rows) return <Text c="dimmed">{t('app.loading')}</Text>;
  const over = rows.filter(({ overTrucks }) => overTrucks > 0);
  const trucks = over.reduce((sum, { overTrucks }) => sum + overTrucks, 0);
  const inRegime = rows.filter(({ hours }) => hours.some(({ regimes }) => regimes.length > 0)).length;
  const full = rows.filter(({ fullHours }) => fullHours > 0).length;
  const parts = [
    over.length > 0
      ? `${t('desk.overTrucks', { count: trucks })} (${t('desk.atCheckpoints', { count: over.length })})`
      : t('desk.allFit'),
    full > 0 && t('desk.fullAt', { count: full }),
    inRegime > 0 && t('desk.inRegime', { count: inRegime }),
  ];
  return (
    <Text {...(over.length > 0 ? { c: 'var(--otkel-full-ink)', fw: 600 } : { c: 'dimmed' })}>
      {parts.filter(Boolean).join(' · ')}
    </Text>
  );
}
