import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconHandClick } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { Checkpoint, Slot } from '../../shared/contract/checkpoints.ts';
import { useCaller } from '../api/caller.ts';
import { Message } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { usePostOfSide } from '../i18n/use-country.ts';
import { StateGlyph } from '../parts/load-glyph.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import styles from './checkpoint.module.css';
import { slotState } from './week.ts';

interface SlotPanelProps {
  checkpoint: Checkpoint;
  slot: Slot | undefined;
  now: Date;
}

/** What a slot offers, what limits it, what is left, and the way to book it. */
export function SlotPanel({ checkpoint, slot, now }: SlotPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const postOfSide = usePostOfSide(checkpoint.neighbour);
  if (!slot) return <Message icon={IconHandClick} title={t('slot.choose')} text={t('slot.chooseText')} />;

  const { places, taken, left, limitedBy, closedBecause } = slot;
  const state = slotState(slot);
  const sentence = [
    t('slot.places', { count: places.total }),
    t('slot.inspected', { count: places.inspected }),
    t('slot.examined', { count: places.examined }),
  ].join(', ');
  const limit =
    limitedBy && t('slot.limitedBy', { post: postOfSide(limitedBy.side), stage: t(`stage.${limitedBy.stage}`) });
  const counts = [
    { name: t('slot.total'), count: 'total' as const },
    { name: t('slot.inspectedRow'), count: 'inspected' as const },
    { name: t('slot.examinedRow'), count: 'examined' as const },
  ];

  return (
    <Stack gap="sm">
      <div>
        <Group gap={8} wrap="nowrap">
          <StateGlyph state={state} size={20} />
          <Text fw={600}>{t(`load.${state}`)}</Text>
        </Group>
        <Text mt={6}>
          <BothTimes instant={slot.startsAt} checkpoint={checkpoint} />
        </Text>
        <Text fz="xs" c="dimmed">
          {t(`direction.${slot.direction}`)} ·{' '}
          {format.minutes((Date.parse(slot.endsAt) - Date.parse(slot.startsAt)) / 60_000)}
        </Text>
      </div>
      {closedBecause ? (
        <Text fw={600}>{t(`slot.closed.${closedBecause}`)}</Text>
      ) : (
        <>
          <Text>{limit ? `${sentence}; ${limit}` : sentence}</Text>
          <Table verticalSpacing={6} horizontalSpacing={5} fz="sm" className={styles.counts ?? ''}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('slot.count')}</Table.Th>
                {(['placesColumn', 'takenColumn', 'leftColumn'] as const).map((column) => (
                  <Table.Th key={column} ta="right" fz={11}>
                    {t(`slot.${column}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {counts.map(({ name, count }) => (
                <Table.Tr key={count}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td ta="right">{places[count]}</Table.Td>
                  <Table.Td ta="right">{taken[count]}</Table.Td>
                  <Table.Td ta="right" fw={700}>
                    {left[count]}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <BookButton slot={slot} isOver={new Date(slot.startsAt) <= now} />
          <Text fz="xs" c="dimmed">
            {t('slot.source')}
          </Text>
        </>
      )}
    </Stack>
  );
}

function BookButton({ slot, isOver }: { slot: Slot; isOver: boolean }) {
  const { t } = useTranslation();
  const { role } = useCaller();
  const { pathname } = useLocation();
  const to = `/book?checkpoint=${slot.checkpointId}&direction=${slot.direction}&slot=${slot.id}`;
  if (isOver) return <Text c="dimmed">{t('slot.past')}</Text>;
  if (slot.left.total === 0) return <Text c="dimmed">{t('slot.full')}</Text>;
  if (role === 'anonymous') {
    return (
      <Button
        component={Link}
        to="/sign-in"
        state={{ backTo: `${pathname}?direction=${slot.direction}` }}
        variant="light"
      >
        {t('slot.signIn')}
      </Button>
    );
  }
  if (role !== 'dispatcher') return <Text c="dimmed">{t('slot.carrierOnly')}</Text>;
  return (
    <Button component={Link} to={to}>
      {t('slot.book')}
    </Button>
  );
}
