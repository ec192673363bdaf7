import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck, IconTableOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { FileDrop } from '../compliance/file-drop.tsx';
import { type CsvFile, readCsvFile } from '../compliance/read-csv-file.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { ProblemTable } from './problem-table.tsx';
import { problemsOf } from './problems-of.ts';

/** What a request carries (shared/contract/fleet.ts). */
const lettersMax = 90_000;

/** A table comes in by file or by paste: first it is tried, then it comes in whole. */
export function ImportTable({ what, onClose }: { what: 'units' | 'drivers'; onClose: () => void }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const [file, setFile] = useState<CsvFile>();
  const [table, setTable] = useState('');
  const call = (isTrial: boolean) => {
    const body = { table, isTrial };
    return send([what, body], (key) => {
      const request = { headers: { 'idempotency-key': key }, body };
      return what === 'units' ? api.fleet.importUnits(request) : api.fleet.importDrivers(request);
    });
  };
  const trial = useMutation({ mutationFn: () => call(true) });
  const run = useMutation({
    mutationFn: () => call(false),
    onSuccess: async ({ added, changed }) => {
      notifications.show({ message: t('fleet.import.done', { added, changed }) });
      onClose();
      await queryClient.invalidateQueries({ queryKey: apiQuery.fleet.key() });
    },
  });
  const change = (text: string) => {
    setTable(text);
    trial.reset();
    run.reset();
  };
  const problems = problemsOf(run.error) ?? problemsOf(trial.error) ?? trial.data?.problems ?? [];
  const failure = [run.error, trial.error].find((error) => error && !problemsOf(error)?.length);
  const isGood = trial.data?.problems.length === 0;
  const tooLong = table.length > lettersMax ? t('fleet.import.tooLong') : undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
      title={t(`fleet.import.${what}`)}
    >
      <Stack>
        <Text fz="sm" c="dimmed">
          {t(`fleet.import.${what}Columns`)}
        </Text>
        <FileDrop
          file={file}
          error={tooLong}
          onFile={async (chosen) => {
            const read = await readCsvFile(chosen);
            setFile(read);
            change(read.text);
          }}
        />
        <Textarea
          label={t('fleet.import.paste')}
          value={table}
          error={tooLong}
          onChange={(event) => change(event.currentTarget.value)}
          minRows={4}
          maxRows={8}
          autosize
          spellCheck={false}
          styles={{ input: { fontFamily: 'monospace', fontSize: 12, whiteSpace: 'pre', overflowX: 'auto' } }}
        />
        <div aria-live="polite">
          {problems.length > 0 && (
            <Alert
              color="red"
              icon={<IconTableOff size={20} />}
              title={t('fleet.import.broken', { count: problems.length })}
            >
              <ProblemTable problems={problems} maxHeight={220} />
            </Alert>
          )}
          {isGood && trial.data && (
            <Alert color="teal" icon={<IconCircleCheck size={20} />} title={t('fleet.import.good')}>
              {t('fleet.import.would', trial.data)}
            </Alert>
          )}
          <FormProblem error={failure} />
        </div>
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={!table.trim() || tooLong !== undefined}
            loading={trial.isPending}
            onClick={() => trial.mutate()}
          >
            {t('fleet.import.try')}
          </Button>
          <Button disabled={!isGood} loading={run.isPending} onClick={() => run.mutate()}>
            {t('fleet.import.run')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
