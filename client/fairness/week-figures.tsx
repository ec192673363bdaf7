import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FairnessGroup, FairnessWeek } from '../../shared/contract/fairness.ts';
import type { VehicleClass } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { AsOf } from '../parts/as-of.tsx';
import { SourceBadge } from '../parts/source-badge.tsx';
import styles from './fairness.module.css';
import { rulesQuery } from './fairness-queries.ts';
import { GroupTable } from './group-table.tsx';
import { PlacesBar } from './places-bar.tsx';
import { RuleList } from './rule-list.tsx';

/** As the figures name them. */
type CarrierSize = 'new' | 'small' | 'medium' | 'large';

/** Ids of rules, by what they decide: the first letters of them. */
const ruleIds = {
  priority: ['class-day-'],
  sizes: ['carrier-slot', 'conduct-share', 'conduct-threshold', 'fairness-size-'],
  nationalities: ['fairness-privacy'],
  places: ['cancellation-', 'no-show', 'waitlist-'],
} as const;

/** Published every quarter of an hour while the week may still change. */
const staleAfterMinutes = 45;

export function WeekFigures({ week }: { week: FairnessWeek }) {
  const { t } = useTranslation();
  const format = useFormat();
  const countryName = useCountryName();
  const rules = useQuery(rulesQuery).data?.rules ?? [];
  const rulesOf = (prefixes: readonly string[]) =>
    rules.filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix)));
  const used = week.places === 0 ? null : week.booked / week.places;
  const parts: {
    kind: 'priority' | 'sizes' | 'nationalities';
    groups: FairnessGroup[];
    name(group: string): string;
  }[] = [
    { kind: 'priority', groups: week.priority, name: (group) => t(`class.${group as VehicleClass}`) },
    { kind: 'sizes', groups: week.sizes, name: (group) => t(`fairness.size.${group as CarrierSize}`) },
    { kind: 'nationalities', groups: week.nationalities, name: countryName },
  ];
  return (
    <Stack gap="md">
      <Group gap="xs" justify="space-between">
        <Text fz="sm">
          {t('fairness.sum', {
            booked: format.number(week.booked),
            places: format.number(week.places),
            share: used === null ? '–' : format.percent(used),
          })}{' '}
          {!week.isOver && t('fairness.notOver')}
        </Text>
        <Group gap="xs">
          {week.source === 'mixed' ? (
            <>
              <SourceBadge source="gate" />
              <SourceBadge source="simulated" />
            </>
          ) : (
            <SourceBadge source={week.source} />
          )}
          <AsOf
            asOf={week.asOf}
            zone="Asia/Almaty"
            staleAfterMinutes={week.isOver ? Number.POSITIVE_INFINITY : staleAfterMinutes}
          />
        </Group>
      </Group>
      {parts.map(({ kind, groups, name }) => (
        <Paper key={kind} withBorder p="md" component="section" aria-labelledby={`fairness-${kind}`}>
          <Title order={2} id={`fairness-${kind}`}>
            {t(`fairness.${kind}`)}
          </Title>
          <div className={styles.part}>
            <GroupTable kind={kind} groups={groups} name={name} />
            <RuleList text={t(`fairness.rule.${kind}`)} rules={rulesOf(ruleIds[kind])} />
          </div>
        </Paper>
      ))}
      <Paper withBorder p="md" component="section" aria-labelledby="fairness-places">
        <Title order={2} id="fairness-places">
          {t('fairness.places')}
        </Title>
        <div className={styles.part}>
          <PlacesBar week={week} />
          <RuleList text={t('fairness.rule.places')} rules={rulesOf(ruleIds.places)} />
        </div>
      </Paper>
    </Stack>
  );
}
