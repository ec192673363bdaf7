import { Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { BlockedConsignment } from '../../shared/contract/compliance.ts';
import type { Party } from '../../shared/contract/consignment.ts';
import { useCaller } from '../api/caller.ts';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import { DecideBlocked } from './decide-blocked.tsx';
import { DecisionText } from './decision-text.tsx';
import { RuleEvidence } from './rule-evidence.tsx';
import { missingDocuments, sortByStrictness } from './rule-sentence.ts';

interface BlockedCardProps {
  consignment: BlockedConsignment;
  checkpoint: Checkpoint | undefined;
}

/** A blocked consignment: who wants what where, every rule beside what it fired on, and the decision or the way to one. */
export function BlockedCard({ consignment, checkpoint }: BlockedCardProps) {
  const { t, i18n } = useTranslation();
  const { role } = useCaller();
  const [deciding, setDeciding] = useState<'release' | 'refuse'>();
  const { vehicle, cargo, rules, decision, state, direction } = consignment;
  const evidence = sortByStrictness(rules.filter(({ list }) => list !== 'documents'));
  const missing = missingDocuments(rules);
  const where = checkpoint ? postNames(checkpoint, i18n.language).both : consignment.checkpointId;
  return (
    <Paper withBorder px="md" py="sm" component="article" aria-label={vehicle.plate}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Text fw={700}>{vehicle.plate}</Text>
            <Text fz="sm">{consignment.organisationName}</Text>
            <Group gap={4} wrap="nowrap">
              <DirectionIcon direction={direction} />
              <Text fz="sm">{where}</Text>
            </Group>
          </Group>
          {state === 'open' && role === 'reviewer' && (
            <Group gap="xs">
              <Button size="sm" onClick={() => setDeciding('release')}>
                {t('compliance.release.button')}
              </Button>
              <Button size="sm" variant="default" onClick={() => setDeciding('refuse')}>
                {t('compliance.refuse.button')}
              </Button>
            </Group>
          )}
        </Group>
        <Facts consignment={consignment} />
        <SimpleGrid cols={{ base: 1, md: evidence.length > 1 ? 2 : 1 }} spacing="sm">
          {evidence.map((rule) => (
            <RuleEvidence key={`${rule.id} ${rule.subject}`} rule={rule} hsCode={cargo.hsCode} />
          ))}
        </SimpleGrid>
        {missing.length > 0 && (
          <Text fz="sm">
            {t('compliance.rule.documents', {
              documents: missing.map((kind) => t(`compliance.document.${kind}`)).join(', '),
            })}
          </Text>
        )}
        {decision && <DecisionText decision={decision} state={state} />}
      </Stack>
      {deciding && (
        <DecideBlocked consignment={consignment} decision={deciding} onClose={() => setDeciding(undefined)} />
      )}
    </Paper>
  );
}

function Facts({ consignment: { cargo, bookingId, madeAt, lastAt } }: { consignment: BlockedConsignment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const countryName = useCountryName();
  const unknown = t('compliance.notSaid');
  const country = (code: string | undefined) => (code ? countryName(code) : unknown);
  const party = (given: Party | undefined) => (given ? `${given.name}, ${countryName(given.country)}` : unknown);
  const documents = cargo.documents?.map(({ kind, number }) => `${t(`compliance.document.${kind}`)} ${number}`);
  const time = (instant: string) => format.dayAndTime(instant, 'Asia/Almaty');
  const facts = [
    {
      name: t('compliance.goods'),
      text: `${cargo.hsCode}${cargo.description ? ` · ${cargo.description}` : ''} · ${format.number(cargo.grossWeightKg)} ${t('bookings.kg')}`,
    },
    { name: t('compliance.consignment.consignor'), text: party(cargo.consignor) },
    { name: t('compliance.consignment.consignee'), text: party(cargo.consignee) },
    { name: t('compliance.way'), text: `${country(cargo.originCountry)} – ${country(cargo.destinationCountry)}` },
    { name: t('compliance.consignment.documents'), text: documents?.join(', ') ?? unknown },
    {
      name: t('compliance.asked'),
      text: `${bookingId ? t('compliance.hasBooking') : t('compliance.attempt')}, ${madeAt === lastAt ? time(madeAt) : t('compliance.firstAndLast', { first: time(madeAt), last: time(lastAt) })}`,
    },
  ];
  return (
    <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 3 }} spacing="md" verticalSpacing={4} m={0}>
      {facts.map(({ name, text }) => (
        <div key={name}>
          <Text component="dt" fz="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" m={0} fz="sm" style={{ overflowWrap: 'anywhere' }}>
            {text}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
