import { Alert, Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { IconClock, IconDownload, IconTableOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { ProblemTable } from '../fleet/problem-table.tsx';
import { problemsOf } from '../fleet/problems-of.ts';
import { useFormat } from '../i18n/format.ts';
import { useNow } from '../live/use-now.ts';
import { FormProblem } from '../parts/form-error.tsx';
import { DraftResult } from './draft-result.tsx';
import { asTable, exampleTable, templateFile } from './template.ts';

const zone = 'Asia/Almaty';
const lettersMax = 90_000;

interface PasteTableProps {
  draftId: string | undefined;
  onDraft: (draftId: string | undefined) => void;
}

/** A box for a table of a spreadsheet; beneath it what was read, good and bad. */
export function PasteTable({ draftId, onDraft }: PasteTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(60_000);
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const [table, setTable] = useState('');
  const draft = useQuery({
    ...apiQuery.drafts.get.queryOptions({ input: { draftId: draftId ?? '' } }),
    enabled: draftId !== undefined,
  });
  const read = useMutation({
    mutationFn: () => send(table, (key) => api.drafts.paste({ headers: { 'idempotency-key': key }, body: { table } })),
    onSuccess: async (made) => {
      queryClient.setQueryData(apiQuery.drafts.get.queryKey({ input: { draftId: made.id } }), made);
      onDraft(made.id);
      await queryClient.invalidateQueries({ queryKey: apiQuery.drafts.list.key() });
    },
  });
  const problems = problemsOf(read.error);
  const download = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(templateFile(format.language, now, zone));
    link.download = 'otkel-applications.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Stack>
      <Paper withBorder p="md">
        <Stack gap="sm">
          <Textarea
            label={t('drafts.box')}
            description={t('drafts.boxText')}
            placeholder={exampleTable(format.language, now, zone)}
            value={table}
            error={table.length > lettersMax ? t('fleet.import.tooLong') : undefined}
            onChange={(event) => {
              setTable(event.currentTarget.value);
              read.reset();
            }}
            autosize
            minRows={5}
            maxRows={12}
            spellCheck={false}
            styles={{ input: { fontFamily: 'monospace', fontSize: 12, whiteSpace: 'pre', overflowX: 'auto' } }}
          />
          <Group gap={6} c="dimmed" wrap="nowrap" align="flex-start">
            <IconClock size={16} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
            <Text fz="sm">{t('drafts.clock')}</Text>
          </Group>
          <Group>
            <Button
              disabled={!table.trim() || table.length > lettersMax}
              loading={read.isPending}
              onClick={() => read.mutate()}
            >
              {t('drafts.read')}
            </Button>
            <Button variant="default" onClick={() => setTable(exampleTable(format.language, now, zone))}>
              {t('drafts.example')}
            </Button>
            <Button variant="subtle" leftSection={<IconDownload size={18} />} onClick={download}>
              {t('drafts.template')}
            </Button>
          </Group>
        </Stack>
      </Paper>
      <div aria-live="polite">
        {problems ? (
          <Alert color="red" icon={<IconTableOff size={20} />} title={t('error.TABLE_BROKEN')}>
            {problems.length > 0 && <ProblemTable problems={problems} />}
          </Alert>
        ) : (
          <FormProblem error={read.error} />
        )}
        {draftId !== undefined && draft.isPending && <LoadingLines count={4} />}
        {draft.isError && <LoadFailed error={draft.error} retry={() => void draft.refetch()} />}
        {draft.data && !problems && (
          <DraftResult
            key={draft.data.id}
            draft={draft.data}
            onCorrect={() => setTable(asTable(draft.data.columns, draft.data.bad))}
          />
        )}
      </div>
    </Stack>
  );
}
