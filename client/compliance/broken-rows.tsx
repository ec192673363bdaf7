import { Alert, Button, ScrollArea, Table, Text } from '@mantine/core';
import { IconTableOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrokenRow } from '../../shared/contract/compliance.ts';
import { useFormat } from '../i18n/format.ts';
import { problemText } from './problem-text.ts';

const shownAtOnce = 200;

/** All that is wrong with a file, by row and column; nothing of it was imported. */
export function BrokenRows({ rows }: { rows: readonly BrokenRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [shown, setShown] = useState(shownAtOnce);
  return (
    <Alert
      color="red"
      icon={<IconTableOff size={22} />}
      title={t('compliance.broken.title', { count: rows.length, problems: format.number(rows.length) })}
      role="alert"
    >
      <Text fz="sm" mb="xs">
        {t('compliance.broken.text')}
      </Text>
      <ScrollArea.Autosize mah={280} type="auto" tabIndex={0} aria-label={t('compliance.broken.table')}>
        <Table verticalSpacing={4} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('compliance.broken.line')}</Table.Th>
              <Table.Th>{t('compliance.broken.column')}</Table.Th>
              <Table.Th>{t('compliance.broken.problem')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, shown).map(({ line, column, problem }) => (
              <Table.Tr key={`${line} ${column} ${problem}`}>
                <Table.Td>{line}</Table.Td>
                <Table.Td>{column ? <code>{column}</code> : t('compliance.broken.wholeLine')}</Table.Td>
                <Table.Td>{problemText(problem, t)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {rows.length > shown && (
          <Button variant="subtle" size="xs" onClick={() => setShown(shown + shownAtOnce)}>
            {t('app.more')}
          </Button>
        )}
      </ScrollArea.Autosize>
    </Alert>
  );
}
