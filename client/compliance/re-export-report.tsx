import { Button, Group, Paper, Select, Text, TextInput, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { serverClock } from '../live/server-clock.ts';
import { CountrySelect } from './country-select.tsx';
import { lastDays } from './green-query.ts';

const usualDays = 31;
const daysMax = 92;

/** Goods made elsewhere that left Kazakhstan, as CSV, for a period, a checkpoint and a country. */
export function ReExportReport() {
  const { t, i18n } = useTranslation();
  const checkpoints = useQuery(checkpointsQuery).data ?? [];
  const [period, setPeriod] = useState(() => {
    const days = lastDays(serverClock.now(), usualDays);
    return { from: days[0] ?? '', to: days.at(-1) ?? '' };
  });
  const [checkpointId, setCheckpointId] = useState<string | null>(null);
  const [destinationCountry, setCountry] = useState<string | null>(null);
  const days = DateTime.fromISO(period.to).diff(DateTime.fromISO(period.from), 'days').days + 1;
  const isPeriod = days >= 1 && days <= daysMax;
  const wished = { ...period, checkpointId, destinationCountry };
  const asked = Object.entries(wished).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="re-exports">
      <Title order={2} id="re-exports">
        {t('compliance.reExports.title')}
      </Title>
      <Text fz="sm" c="dimmed" mb="sm">
        {t('compliance.reExports.text')}
      </Text>
      <Group align="flex-start" gap="sm">
        <TextInput
          type="date"
          label={t('compliance.reExports.from')}
          value={period.from}
          onChange={(event) => setPeriod({ ...period, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('compliance.reExports.to')}
          value={period.to}
          error={isPeriod ? undefined : t('compliance.reExports.period', { days: daysMax })}
          onChange={(event) => setPeriod({ ...period, to: event.currentTarget.value })}
        />
        <Select
          label={t('booking.checkpoint')}
          placeholder={t('compliance.reExports.all')}
          searchable
          clearable
          value={checkpointId}
          onChange={setCheckpointId}
          data={checkpoints.map((each) => ({ value: each.id, label: postNames(each, i18n.language).both }))}
        />
        <CountrySelect
          label={t('compliance.consignment.destination')}
          placeholder={t('compliance.reExports.all')}
          value={destinationCountry}
          onChange={setCountry}
        />
        {isPeriod ? (
          <Button
            component="a"
            href={`/api/compliance/re-exports.csv?${new URLSearchParams(asked)}`}
            download
            mt={25}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('compliance.reExports.download')}
          </Button>
        ) : (
          <Button disabled mt={25}>
            {t('compliance.reExports.download')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
