import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FairnessRule } from '../../shared/contract/fairness.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './fairness.module.css';

const knownRows = [
  'class-day',
  'carrier-slot',
  'conduct-share',
  'conduct-threshold',
  'fairness-size-days',
  'fairness-size-small',
  'fairness-size-medium',
  'fairness-size-large',
  'fairness-privacy',
  'cancellation-24h',
  'cancellation-6h',
  'cancellation-late',
  'no-show',
  'waitlist-claim',
  'waitlist-misses',
] as const;

/** The rule beside a figure: in words, and as the rows of data that the system obeys, with their source. */
export function RuleList({ text, rules }: { text: string; rules: readonly FairnessRule[] }) {
  const { t } = useTranslation();
  return (
    <aside className={styles.rules}>
      <Title order={3} fz="sm">
        {t('fairness.theRule')}
      </Title>
      <Text fz="sm" mt={2}>
        {text}
      </Text>
      <ul className={styles.ruleRows}>
        {rules.map((rule) => (
          <RuleRow key={rule.id} rule={rule} />
        ))}
      </ul>
    </aside>
  );
}

/** A row in words. One that we have no words for is told as it stands in the data, which is in English. */
function RuleRow({ rule }: { rule: FairnessRule }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, share, minimum, source } = rule;
  const points = format.number(share ?? 0);
  const least = format.number(minimum ?? 0);
  const group = id.startsWith('class-day-') ? 'class-day' : id;
  const known = knownRows.find((row) => row === group);
  const classes = ['out-of-turn', 'post', 'accelerated'] as const;
  const ofClass = classes.find((name) => id === `class-day-${name}`);
  if (!known) {
    return (
      <li lang="en">
        <code>{id}</code> {points} · {least}
        <small>{source}</small>
      </li>
    );
  }
  return (
    <li title={id}>
      {ofClass && `${t(`class.${ofClass}`)}: `}
      {t(`fairness.row.${known}`, { share: format.percent(share ?? 0), points, minimum: least })}
      <small>{t(source.startsWith('ours') ? 'fairness.ours' : 'fairness.kazakh')}</small>
    </li>
  );
}
