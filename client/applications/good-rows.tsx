import { ScrollArea, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../shared/contract/drafts.ts';
import { isErrorCode } from '../../shared/errors.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import phoneTable from '../parts/phone-table.module.css';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';

interface GoodRowsProps {
  good: Draft['good'];
  /** undefined: not confirmed yet */
  submitted: Draft['submitted'] | undefined;
}

/** The rows as they were understood, their times on both clocks; after the confirmation what became of each. */
export function GoodRows({ good, submitted }: GoodRowsProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const checkpoints = useQuery(checkpointsQuery).data ?? [];
  return (
    <ScrollArea.Autosize mah={480} type="auto" tabIndex={0} aria-label={t('drafts.goodTable')}>
      <Table className={phoneTable.table ?? ''} verticalSpacing={6} fz="sm" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fleet.problems.row')}</Table.Th>
            <Table.Th>{t('drafts.truck')}</Table.Th>
            <Table.Th>{t('drafts.crossing')}</Table.Th>
            <Table.Th>{t('drafts.window')}</Table.Th>
            {submitted && <Table.Th>{t('drafts.became')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {good.map(({ row, application: { vehicle, cargo, checkpointId, direction, earliestAt, latestAt } }) => {
            const checkpoint = checkpoints.find(({ id }) => id === checkpointId);
            const result = submitted?.find((one) => one.row === row);
            return (
              <Table.Tr key={row}>
                <Table.Td data-label={t('fleet.problems.row')}>{row}</Table.Td>
                <Table.Td>
                  <Text fz="sm" fw={600} ff="monospace">
                    {vehicle.plate}
                  </Text>
                  <Text fz="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                    {t('drafts.cargo', { hsCode: cargo.hsCode, weight: format.number(cargo.grossWeightKg) })}
                  </Text>
                </Table.Td>
                <Table.Td data-label={t('drafts.crossing')}>
                  {checkpoint ? postNames(checkpoint, i18n.language).kz : '…'}
                  <Text fz="xs" c="dimmed">
                    {t(`direction.${direction}Short`)}
                  </Text>
                </Table.Td>
                <Table.Td data-label={t('drafts.window')}>
                  {checkpoint &&
                    [earliestAt, latestAt].map((instant) => (
                      <div key={instant}>
                        <BothTimes instant={instant} checkpoint={checkpoint} />
                      </div>
                    ))}
                </Table.Td>
                {submitted && (
                  <Table.Td data-label={t('drafts.became')}>{result && <Outcome code={result.code} />}</Table.Td>
                )}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

function Outcome({ code }: { code: string | null }) {
  const { t } = useTranslation();
  if (code === null) return <ToneBadge tone="free">{t('drafts.accepted')}</ToneBadge>;
  return (
    <Text fz="xs" c="var(--mantine-color-error)">
      {t(`error.${isErrorCode(code) ? code : 'INTERNAL'}`)}
    </Text>
  );
}
