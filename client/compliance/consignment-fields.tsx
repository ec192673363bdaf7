import { Accordion, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentKind } from '../../shared/contract/consignment.ts';
import type { CargoFieldsForm } from '../booking/truck-form.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { countFilled, partsOfConsignment, reExports } from './consignment-form.ts';
import { CountrySelect } from './country-select.tsx';
import { DocumentFields } from './document-fields.tsx';

const ownPaths = /^cargo\.(consignor|consignee|originCountry|destinationCountry|isReExport|documents)/;

interface ConsignmentFieldsProps {
  form: CargoFieldsForm;
  /** documents that screening has missed for these goods */
  missing: readonly DocumentKind[];
}

/** Who sends to whom, from where to where, and the papers: folded away, for all of it may be left out and costs a stricter look. */
export function ConsignmentFields({ form, missing }: ConsignmentFieldsProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const wrong = Object.keys(form.errors).find((path) => ownPaths.test(path));
  const { cargo } = form.values;
  const lacking = missing.filter((kind) => !cargo.documents.some((document) => document.kind === kind));

  // A field that is wrong must not stay hidden.
  useEffect(() => {
    if (wrong) setOpened(true);
  }, [wrong]);

  return (
    <Accordion
      variant="contained"
      radius="lg"
      value={opened ? 'consignment' : null}
      onChange={(value) => setOpened(value !== null)}
      keepMounted={false}
    >
      <Accordion.Item value="consignment">
        <Accordion.Control>
          <Group gap="xs" justify="space-between">
            <div>
              <Text fw={600}>{t('compliance.consignment.title')}</Text>
              <Text fz="sm" c="dimmed">
                {t('compliance.consignment.text')}
              </Text>
            </div>
            <Group gap={6}>
              <ToneBadge tone={countFilled(cargo) === partsOfConsignment ? 'free' : 'closed'}>
                {t('compliance.consignment.filled', { filled: countFilled(cargo), of: partsOfConsignment })}
              </ToneBadge>
              {lacking.length > 0 && (
                <ToneBadge tone="filling">{t('compliance.consignment.lacking', { count: lacking.length })}</ToneBadge>
              )}
            </Group>
          </Group>
        </Accordion.Control>
        <Accordion.Panel>
          <Stack gap="sm">
            <PartyFields form={form} party="consignor" />
            <PartyFields form={form} party="consignee" />
            <SimpleGrid cols={{ base: 1, xs: 3 }} verticalSpacing="sm">
              <CountrySelect
                label={t('compliance.consignment.origin')}
                {...form.getInputProps('cargo.originCountry')}
              />
              <CountrySelect
                label={t('compliance.consignment.destination')}
                {...form.getInputProps('cargo.destinationCountry')}
              />
              <Select
                label={t('compliance.consignment.reExport')}
                allowDeselect={false}
                data={reExports.map((value) => ({ value, label: t(`compliance.consignment.reExportIs.${value}`) }))}
                {...form.getInputProps('cargo.isReExport')}
              />
            </SimpleGrid>
            <DocumentFields form={form} lacking={lacking} />
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function PartyFields({ form, party }: { form: CargoFieldsForm; party: 'consignor' | 'consignee' }) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
      <TextInput
        label={t(`compliance.consignment.${party}`)}
        placeholder={t('compliance.consignment.nameHint')}
        maxLength={200}
        {...form.getInputProps(`cargo.${party}.name`)}
      />
      <CountrySelect
        label={t(`compliance.consignment.${party}Country`)}
        {...form.getInputProps(`cargo.${party}.country`)}
      />
    </SimpleGrid>
  );
}
