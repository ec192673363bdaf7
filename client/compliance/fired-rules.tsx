import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FiredRule } from '../../shared/contract/bookings.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { ChannelBadge } from '../parts/channel-badge.tsx';
import { ruleSentence, sortByStrictness } from './rule-sentence.ts';

/** Every rule that fired, the strictest first: what it asks for, a sentence, and the version of its list. */
export function FiredRules({ rules }: { rules: readonly FiredRule[] }) {
  const { t } = useTranslation();
  const countryName = useCountryName();
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('booking.rules')}>
      {sortByStrictness(rules).map((rule) => (
        <Group component="li" key={`${rule.id} ${rule.subject}`} gap="xs" wrap="nowrap" align="flex-start">
          <ChannelBadge channel={rule.channel} />
          <div>
            <Text fz="sm" style={{ overflowWrap: 'anywhere' }}>
              {ruleSentence(rule, { t, countryName })}
            </Text>
            <Text fz="xs" c="dimmed">
              <ListOfRule rule={rule} />
            </Text>
          </div>
        </Group>
      ))}
    </Stack>
  );
}

/** Which list a rule stands in, and in which version. */
export function ListOfRule({ rule: { list, version } }: { rule: FiredRule }) {
  const { t } = useTranslation();
  if (list === 'release') return t('compliance.byReviewer');
  const name = t(`compliance.list.${list}`);
  return version === null ? name : t('compliance.listVersion', { list: name, version });
}
