import { Button, Group, Modal, Progress, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListKind } from '../../shared/contract/compliance.ts';
import { FormError } from '../parts/form-error.tsx';
import { BrokenRows } from './broken-rows.tsx';
import { brokenRowsOf } from './broken-rows-of.ts';
import { FileDrop } from './file-drop.tsx';
import { ImportDone } from './import-done.tsx';
import { type CsvFile, fitsInRequest, readCsvFile } from './read-csv-file.ts';
import { type ImportValues, importChecks, useImportList } from './use-import-list.ts';
import { versionsQuery } from './versions-query.ts';

interface ImportListProps {
  kind: ListKind;
  onClose: () => void;
}

/** Another version of a list from a CSV file: all of it, or none and every row that is wrong. */
export function ImportList({ kind, onClose }: ImportListProps) {
  const { t } = useTranslation();
  const [file, setFile] = useState<CsvFile>();
  const [fileError, setFileError] = useState<string>();
  const newest = useInfiniteQuery(versionsQuery(kind)).data?.pages[0]?.items[0]?.version ?? 0;
  const form = useForm<ImportValues>({
    initialValues: { source: '', reason: '', validFrom: '', validTo: '' },
    validate: importChecks(t),
  });
  const send = useImportList(kind, form);
  const broken = brokenRowsOf(send.error);

  async function choose(chosen: File) {
    send.reset();
    const read = await readCsvFile(chosen);
    setFile(read);
    setFileError(fitsInRequest(read) ? undefined : t('compliance.import.tooLarge'));
  }

  function submit(values: ImportValues) {
    if (!file) setFileError(t('compliance.import.noFile'));
    else if (!fileError) send.mutate({ ...values, csv: file.text, replaces: newest });
  }

  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t('compliance.import.title', { list: t(`compliance.list.${kind}`) })}
    >
      {send.data ? (
        <ImportDone version={send.data} onClose={onClose} />
      ) : (
        <form noValidate onSubmit={form.onSubmit(submit)}>
          <Stack>
            <Text fz="sm" c="dimmed">
              {t('compliance.import.columns')} <code>{t(`compliance.import.columnsOf.${kind}`)}</code>
            </Text>
            <FileDrop file={file} error={fileError} onFile={(chosen) => void choose(chosen)} />
            <TextInput
              label={t('compliance.import.source')}
              placeholder={t('compliance.import.sourceHint')}
              withAsterisk
              maxLength={500}
              {...form.getInputProps('source')}
            />
            <Textarea
              label={t('compliance.reason')}
              description={t('compliance.reasonHint')}
              withAsterisk
              autosize
              minRows={2}
              maxLength={500}
              {...form.getInputProps('reason')}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput
                type="datetime-local"
                label={t('compliance.import.validFrom')}
                description={t('compliance.import.fromNow')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                {...form.getInputProps('validFrom')}
              />
              <TextInput
                type="datetime-local"
                label={t('compliance.import.validTo')}
                description={t('compliance.import.openEnd')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                {...form.getInputProps('validTo')}
              />
            </SimpleGrid>
            {send.isPending && (
              <div role="status">
                <Text fz="sm">{t('compliance.import.checking', { count: file?.rows ?? 0 })}</Text>
                <Progress value={100} animated mt={4} />
              </div>
            )}
            {broken ? <BrokenRows rows={broken} /> : <FormError error={send.error} form={form} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('app.cancel')}
              </Button>
              <Button type="submit" loading={send.isPending}>
                {t('compliance.import.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
