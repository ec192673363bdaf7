import { Button, Center, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconTruck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Direction } from '../../shared/words.ts';
import { Message } from '../app/page-state.tsx';
import styles from './gate.module.css';
import type { GateTruck } from './gate-truck.ts';
import { type Group, groupOf, groups } from './group-trucks.ts';
import { TruckRow } from './truck-row.tsx';

const pageSize = 25;

/** The trucks of a direction by where they stand; the numbers say where the work is. */
export function TruckList({ trucks, direction }: { trucks: readonly GateTruck[]; direction: Direction }) {
  const { t } = useTranslation();
  const [group, setGroup] = useState<Group>('first');
  const [shown, setShown] = useState(pageSize);
  const here = trucks.filter((truck) => truck.direction === null || truck.direction === direction);
  const members = (name: Group | 'done') => here.filter((truck) => groupOf(truck) === name);
  const listed = members(group);
  const done = members('done');
  return (
    <section aria-label={t('gate.trucks')}>
      <div className={styles.groups}>
        {groups.map((name) => (
          <UnstyledButton
            key={name}
            className={styles.group ?? ''}
            aria-pressed={name === group}
            onClick={() => {
              setGroup(name);
              setShown(pageSize);
            }}
          >
            <span className={styles.groupCount}>{members(name).length}</span>
            <span className={styles.groupName}>{t(`gate.group.${name}`)}</span>
          </UnstyledButton>
        ))}
      </div>
      <Stack gap="sm" mt="sm">
        {listed.slice(0, shown).map((truck) => (
          <TruckRow key={truck.bookingId ?? truck.plate} truck={truck} />
        ))}
        {listed.length === 0 && (
          <Message icon={IconTruck} title={t('gate.empty')} text={t(`gate.emptyText.${group}`)} />
        )}
        {listed.length > shown && (
          <Center>
            <Button size="md" variant="default" onClick={() => setShown(shown + pageSize)}>
              {t('app.more')}
            </Button>
          </Center>
        )}
      </Stack>
      {done.length > 0 && (
        <Stack gap="sm" mt="lg">
          <div>
            <Title order={2}>{t('gate.done')}</Title>
            <Text fz="sm" c="dimmed">
              {t('gate.doneText')}
            </Text>
          </div>
          {done.slice(0, 5).map((truck) => (
            <TruckRow key={truck.bookingId ?? truck.plate} truck={truck} />
          ))}
        </Stack>
      )}
    </section>
  );
}
