import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Corridor, Way, WayTime } from '../../shared/contract/corridors.ts';
import { useFormat } from '../i18n/format.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import styles from './corridors.module.css';
import { useWayText } from './use-way-text.ts';
import { WayBar } from './way-bar.tsx';
import { timesOfWay, toneOf, wayStateOf } from './way-state.ts';

interface WayTableProps {
  corridor: Corridor;
  times: readonly WayTime[] | undefined;
}

/** The ways of a corridor beside each other: kilometres, hours without a wait, hours now in both directions. */
export function WayTable({ corridor, times }: WayTableProps) {
  const { t } = useTranslation();
  const text = useWayText();
  const longest = Math.max(
    1,
    ...(times ?? [])
      .filter(({ corridorId }) => corridorId === corridor.id)
      .map(({ totalP80Minutes, freeMinutes }) => totalP80Minutes ?? freeMinutes),
  );
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table verticalSpacing={6} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('corridors.way')}</Table.Th>
            <Table.Th scope="col" className={styles.number ?? ''}>
              {t('corridors.km')}
            </Table.Th>
            <Table.Th scope="col">{text.corridor(corridor)}</Table.Th>
            <Table.Th scope="col">{text.corridor(corridor, true)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {corridor.ways.map((way) => (
            <WayRow key={way.id} way={way} main={corridor.ways[0]!} times={times} longest={longest} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface WayRowProps {
  way: Way;
  main: Way;
  times: readonly WayTime[] | undefined;
  longest: number;
}

function WayRow({ way, main, times, longest }: WayRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useWayText();
  const both = timesOfWay(times ?? [], way);
  const moreKm = way.distanceKm - main.distanceKm;
  return (
    <Table.Tr>
      <Table.Th scope="row" className={styles.way ?? ''}>
        <Text fz="sm" fw={way.isMain ? 650 : 500}>
          {text.via(way)}
        </Text>
        <Text fz="xs" c="dimmed" fw={400}>
          {way.isMain ? t('corridors.main') : t('corridors.around')}
        </Text>
      </Table.Th>
      <Table.Td className={styles.number ?? ''}>
        {format.number(way.distanceKm)}
        {!way.isMain && moreKm !== 0 && (
          <Text fz="xs" c="dimmed">
            {moreKm > 0 ? `+${format.number(moreKm)}` : `−${format.number(-moreKm)}`}
          </Text>
        )}
      </Table.Td>
      {[both.there, both.back].map((time, index) => (
        <Table.Td key={index === 0 ? 'there' : 'back'} className={styles.time ?? ''}>
          {time ? <TimeNow time={time} way={way} longest={longest} /> : '…'}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function TimeNow({ time, way, longest }: { time: WayTime; way: Way; longest: number }) {
  const { t } = useTranslation();
  const text = useWayText();
  const state = wayStateOf(time);
  return (
    <>
      <div className={styles.now}>
        <Text span fz="sm" fw={state === 'unknown' ? 400 : 650} {...(state === 'unknown' && { c: 'dimmed' })}>
          {text.now(time, way.nodes)}
        </Text>
        {state !== 'unknown' && <ToneBadge tone={toneOf[state]}>{t(`corridors.state.${state}`)}</ToneBadge>}
      </div>
      <WayBar time={time} longestMinutes={longest} state={state} />
      <Text fz="xs" c="dimmed">
        {t('corridors.free', { time: text.span(time.freeMinutes) })}
        {time.restMinutes > 0 && `, ${t('corridors.rest', { time: text.span(time.restMinutes) })}`}
      </Text>
    </>
  );
}
