import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type DocumentKind, documentKinds } from '../../shared/contract/consignment.ts';
import type { CargoFieldsForm } from '../booking/truck-form.ts';

const documentsMax = 20;

interface DocumentFieldsProps {
  form: CargoFieldsForm;
  /** what the goods need and is not there */
  lacking: readonly DocumentKind[];
}

/** The papers of a load by kind and number; one that the goods need is a press away. */
export function DocumentFields({ form, lacking }: DocumentFieldsProps) {
  const { t } = useTranslation();
  const { documents } = form.values.cargo;
  const unused = documentKinds.find((kind) => !documents.some((document) => document.kind === kind));
  const add = (kind: DocumentKind) => form.insertListItem('cargo.documents', { kind, number: '' });
  return (
    <Stack gap="xs" role="group" aria-label={t('compliance.consignment.documents')}>
      <Text fz="sm" fw={500}>
        {t('compliance.consignment.documents')}
      </Text>
      {lacking.length > 0 && (
        <Group gap="xs" role="status">
          <Text fz="sm">{t('compliance.consignment.needed')}</Text>
          {lacking.map((kind) => (
            <Button
              key={kind}
              size="compact-sm"
              variant="light"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => add(kind)}
            >
              {t(`compliance.document.${kind}`)}
            </Button>
          ))}
        </Group>
      )}
      {documents.map(({ kind }, index) => (
        // Rows have no id of their own, and the form itself knows them by their place.
        <Group key={form.key(`cargo.documents.${index}`)} gap="xs" align="flex-start" wrap="nowrap">
          <Select
            aria-label={t('compliance.consignment.kind')}
            flex={1}
            allowDeselect={false}
            data={documentKinds.map((value) => ({ value, label: t(`compliance.document.${value}`) }))}
            {...form.getInputProps(`cargo.documents.${index}.kind`)}
          />
          <TextInput
            aria-label={t('compliance.consignment.number')}
            placeholder={t('compliance.consignment.number')}
            flex={1}
            maxLength={64}
            {...form.getInputProps(`cargo.documents.${index}.number`)}
          />
          <ActionIcon
            size={36}
            variant="subtle"
            color="gray"
            aria-label={t('compliance.consignment.remove', { document: t(`compliance.document.${kind}`) })}
            onClick={() => form.removeListItem('cargo.documents', index)}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Group>
      ))}
      {unused && documents.length < documentsMax && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => add(unused)}
        >
          {t('compliance.consignment.add')}
        </Button>
      )}
    </Stack>
  );
}
