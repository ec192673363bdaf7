import { Accordion, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preview } from '../../shared/contract/previews.ts';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { useCheckpointText } from '../regimes/use-checkpoint-text.ts';
import { CapacityOfCheckpoint } from './capacity-of-checkpoint.tsx';
import { type DrawnMoves, firstSlotsQuery } from './previews-query.ts';
import { namedCheckpoints } from './use-change-text.ts';

interface CapacitySectionProps {
  preview: Preview;
  drawn: DrawnMoves | undefined;
}

/** Every checkpoint that the change touches, those that lose most trucks first; each opens to its pictures. */
export function CapacitySection({ preview, drawn }: CapacitySectionProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { find } = useCheckpointText();
  const first = useQuery(firstSlotsQuery(preview.id)).data?.items ?? [];
  const moves = drawn?.moves ?? [];
  const counts = new Map<string, { leave: number; come: number; unplaced: number }>();
  const countOf = (id: string) => {
    const count = counts.get(id) ?? { leave: 0, come: 0, unplaced: 0 };
    counts.set(id, count);
    return count;
  };
  for (const id of namedCheckpoints(preview.change)) countOf(id);
  for (const { checkpointId } of first) countOf(checkpointId);
  for (const { from, to } of moves) {
    if (!to) countOf(from.checkpointId).unplaced += 1;
    else if (to.checkpointId === from.checkpointId) countOf(from.checkpointId).leave += 1;
    else {
      countOf(from.checkpointId).leave += 1;
      countOf(to.checkpointId).come += 1;
    }
  }
  const ids = [...counts.keys()].sort((a, b) => {
    const [x, y] = [countOf(a), countOf(b)];
    return y.leave + y.unplaced - x.leave - x.unplaced || y.come - x.come;
  });
  const [chosen, setChosen] = useState<string | null>();
  // The order is known when the moves have come: opened before, the first would be another one.
  const open = chosen === undefined ? (drawn ? (ids[0] ?? null) : null) : chosen;
  return (
    <section aria-label={t('previews.capacity.title')}>
      <Title order={2} mb="xs">
        {t('previews.capacity.title')}
      </Title>
      <Accordion variant="separated" radius="lg" value={open} onChange={setChosen}>
        {ids.map((id) => {
          const checkpoint = find(id);
          const { leave, come, unplaced } = countOf(id);
          const said = [
            leave > 0 && t('previews.capacity.leave', { count: leave, value: format.number(leave) }),
            come > 0 && t('previews.capacity.come', { count: come, value: format.number(come) }),
            unplaced > 0 && t('previews.capacity.unplaced', { count: unplaced, value: format.number(unplaced) }),
          ].filter(Boolean);
          return (
            <Accordion.Item key={id} value={id}>
              <Accordion.Control>
                <Group gap="xs" justify="space-between" pr="sm">
                  <Text fw={600}>{checkpoint ? postNames(checkpoint, i18n.language).both : id}</Text>
                  <Text fz="sm" c={unplaced > 0 ? 'var(--mantine-color-error)' : 'dimmed'}>
                    {said.join(' · ')}
                  </Text>
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                {open === id && checkpoint && <CapacityOfCheckpoint previewId={preview.id} checkpoint={checkpoint} />}
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
    </section>
  );
}
