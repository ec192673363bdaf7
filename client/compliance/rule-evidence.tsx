import { Group, Mark, Paper, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FiredRule } from '../../shared/contract/bookings.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { ChannelBadge } from '../parts/channel-badge.tsx';
import { ListOfRule } from './fired-rules.tsx';
import { programmeOf, ruleSentence, wayText } from './rule-sentence.ts';

interface RuleEvidenceProps {
  rule: FiredRule;
  hsCode: string;
}

/** A rule beside what it fired on: what the carrier wrote on the left, what the list has on the right. */
export function RuleEvidence({ rule, hsCode }: RuleEvidenceProps) {
  const { t } = useTranslation();
  const countryName = useCountryName();
  return (
    <Paper bg="var(--otkel-canvas)" px="sm" py="xs" radius="md">
      <Stack gap={6}>
        <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
          <Text fz="sm" style={{ overflowWrap: 'anywhere' }}>
            {ruleSentence(rule, { t, countryName })}
          </Text>
          <ChannelBadge channel={rule.channel} />
        </Group>
        <SideBySide rule={rule} hsCode={hsCode} />
        <Text fz="xs" c="dimmed">
          <ListOfRule rule={rule} />
        </Text>
      </Stack>
    </Paper>
  );
}

function SideBySide({ rule, hsCode }: RuleEvidenceProps) {
  const { t } = useTranslation();
  const countryName = useCountryName();
  const { list, subject, id } = rule;
  if (list === 'parties') return <Names rule={rule} />;
  if (list === 'goods')
    return <Sides given={<MarkedCode hsCode={hsCode} prefix={subject} />} listed={`${subject}… · ${id}`} />;
  if (list === 'routes') return <Sides given={wayText(subject, { t, countryName })} listed={id} />;
  return null;
}

/** Two names and how alike they are, once both are written in one Latin spelling. */
function Names({ rule: { subject, note = '', id } }: { rule: FiredRule }) {
  const { t } = useTranslation();
  const [, listed = note, score] = /^(.*) \((\d+)\)$/.exec(note) ?? [];
  return (
    <>
      <Sides given={subject} listed={`${listed} · ${programmeOf(id)}`} />
      {score && (
        <Group gap="xs" wrap="nowrap">
          <Progress
            value={Number(score)}
            flex="0 0 120px"
            color="var(--otkel-full)"
            aria-label={t('compliance.alike', { score })}
          />
          <Text fz="xs">{t('compliance.alike', { score })}</Text>
        </Group>
      )}
    </>
  );
}

function MarkedCode({ hsCode, prefix }: { hsCode: string; prefix: string }) {
  if (!hsCode.startsWith(prefix)) return hsCode;
  return (
    <>
      <Mark>{prefix}</Mark>
      {hsCode.slice(prefix.length)}
    </>
  );
}

function Sides({ given, listed }: { given: React.ReactNode; listed: React.ReactNode }) {
  const { t } = useTranslation();
  const sides = [
    { name: t('compliance.given'), value: given },
    { name: t('compliance.listed'), value: listed },
  ];
  return (
    <SimpleGrid component="dl" cols={2} spacing="sm" m={0}>
      {sides.map(({ name, value }) => (
        <div key={name}>
          <Text component="dt" fz="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" m={0} fz="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
