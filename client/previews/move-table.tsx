import { Button, Center, Group, Select, Table, Text, Title } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cargoGroupSchema, type PreviewMove } from '../../shared/contract/previews.ts';
import { LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { BothTimes } from '../parts/two-clocks.tsx';
import { useCheckpointText } from '../regimes/use-checkpoint-text.ts';
import styles from './previews.module.css';
import { movesQuery } from './previews-query.ts';

interface MoveTableProps {
  previewId: string;
  /** from which trucks move */
  checkpointIds: readonly string[];
}

/** Each booking that would move, and where to; those without a place first. */
export function MoveTable({ previewId, checkpointIds }: MoveTableProps) {
  const { t } = useTranslation();
  const { nameOf } = useCheckpointText();
  const [checkpointId, setCheckpointId] = useState<string | null>(null);
  const [chosenGroup, setGroup] = useState<string | null>(null);
  const group = cargoGroupSchema.options.find((each) => each === chosenGroup);
  const moves = useInfiniteQuery(movesQuery(previewId, { checkpointId: checkpointId ?? undefined, group }));
  const items = moves.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={t('previews.moves.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('previews.moves.title')}</Title>
        <Group gap="xs">
          {checkpointIds.length > 1 && (
            <Select
              aria-label={t('booking.checkpoint')}
              placeholder={t('previews.moves.anyCheckpoint')}
              clearable
              searchable
              data={checkpointIds.map((id) => ({ value: id, label: nameOf(id) }))}
              value={checkpointId}
              onChange={setCheckpointId}
            />
          )}
          <Select
            aria-label={t('previews.moves.group')}
            placeholder={t('previews.moves.anyGroup')}
            clearable
            data={cargoGroupSchema.options.map((value) => ({ value, label: t(`previews.group.${value}`) }))}
            value={chosenGroup}
            onChange={setGroup}
          />
        </Group>
      </Group>
      {moves.isPending && <LoadingLines count={5} height={36} />}
      {moves.isError && <LoadFailed error={moves.error} retry={() => void moves.refetch()} />}
      {moves.isSuccess && items.length === 0 && <Message icon={IconArrowsExchange} title={t('previews.moves.none')} />}
      {items.length > 0 && (
        <div className={styles.table}>
          <Table fz="sm" verticalSpacing={6} highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                {(['truck', 'cargo', 'from', 'to', 'shift'] as const).map((column) => (
                  <Table.Th key={column}>{t(`previews.table.${column}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((move) => (
                <MoveRow key={move.bookingId} move={move} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {moves.hasNextPage && (
        <Center mt="sm">
          <Button variant="default" loading={moves.isFetchingNextPage} onClick={() => void moves.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </section>
  );
}

function MoveRow({ move }: { move: PreviewMove }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { find, nameOf } = useCheckpointText();
  const { plate, organisationName, group, from, to, reason, shiftMinutes, detourKm } = move;
  const time = (at: { checkpointId: string; startsAt: string }) => {
    const checkpoint = find(at.checkpointId);
    return checkpoint ? <BothTimes instant={at.startsAt} checkpoint={checkpoint} /> : null;
  };
  const shiftText = () => {
    if (shiftMinutes === null) return undefined;
    if (shiftMinutes === 0) return t('previews.moves.same');
    return t(shiftMinutes < 0 ? 'previews.moves.earlier' : 'previews.moves.later', {
      duration: format.minutes(shiftMinutes),
    });
  };
  return (
    <Table.Tr data-unplaced={to === null || undefined}>
      <Table.Td>
        <Text fz="sm" fw={600}>
          {plate}
        </Text>
        <Text fz="xs" c="dimmed">
          {organisationName}
        </Text>
      </Table.Td>
      <Table.Td>{t(`previews.group.${group}`)}</Table.Td>
      <Table.Td>
        <Text fz="xs" c="dimmed">
          {nameOf(from.checkpointId)}
        </Text>
        {time(from)}
      </Table.Td>
      <Table.Td>
        {to ? (
          <>
            <Text fz="xs" c="dimmed">
              {nameOf(to.checkpointId)}
            </Text>
            {time(to)}
          </>
        ) : (
          <Text fz="sm" fw={650} c="var(--mantine-color-error)">
            {t(`previews.noPlace.${reason ?? 'NO_PLACE'}`)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {shiftText()}
        {detourKm !== null && detourKm > 0 && (
          <Text fz="xs" c="dimmed">
            {t('previews.moves.detour', { km: format.number(detourKm) })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
