import { Button, FileButton, Group, Paper, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import type { CsvFile } from './read-csv-file.ts';

interface FileDropProps {
  file: CsvFile | undefined;
  error: string | undefined;
  onFile: (file: File) => void;
}

/** A file is dropped here or chosen; then it says what was read. */
export function FileDrop({ file, error, onFile }: FileDropProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [over, setOver] = useState(false);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onFile(dropped);
  }
  return (
    <Paper
      withBorder
      p="md"
      style={{ borderStyle: 'dashed', ...(over ? { borderColor: 'var(--mantine-primary-color-filled)' } : {}) }}
      bg={over ? 'var(--mantine-primary-color-light)' : 'transparent'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Group gap="md">
        <IconFileSpreadsheet size={30} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
        <div style={{ flex: '1 1 180px', minWidth: 0 }}>
          <Text fz="sm" fw={600} truncate role="status">
            {file ? file.name : t('compliance.import.drop')}
          </Text>
          <Text fz="xs" c="dimmed">
            {file
              ? `${t('compliance.rows', { count: file.rows, rows: format.number(file.rows) })}, ${file.encoding.toUpperCase()}`
              : t('compliance.import.dropText')}
          </Text>
          {error && (
            <Text fz="xs" c="var(--mantine-color-error)" role="alert">
              {error}
            </Text>
          )}
        </div>
        <FileButton accept=".csv,text/csv" onChange={(chosen) => chosen && onFile(chosen)}>
          {(props) => (
            <Button {...props} variant="default">
              {t('compliance.import.choose')}
            </Button>
          )}
        </FileButton>
      </Group>
    </Paper>
  );
}
