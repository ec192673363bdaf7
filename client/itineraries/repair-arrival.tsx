import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import type { DrawnWay } from './band.ts';
import { PlaceTime } from './place-time.tsx';
import { endsOf, type Places } from './places.ts';

interface RepairArrivalProps {
  before: DrawnWay;
  after: DrawnWay;
  arriveBy: string;
  places: Places;
}

const minuteMs = 60_000;

/** When the truck is there, before and after, and by how much that differs. */
export function RepairArrival({ before, after, arriveBy, places }: RepairArrivalProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { toId } = endsOf(after.legs);
  const minutes = Math.round((Date.parse(after.arrivalP50At) - Date.parse(before.arrivalP50At)) / minuteMs);
  const duration = format.minutes(minutes);
  const isLate = Date.parse(after.arrivalP80At) > Date.parse(arriveBy);
  const shift = minutes > 0 ? 'later' : minutes < 0 ? 'earlier' : 'same';
  const rows = [
    { name: t('moves.before'), way: before },
    { name: t('itineraries.repair.after'), way: after },
  ];
  return (
    <div>
      <Table.ScrollContainer minWidth={420} type="native">
        <Table fz="sm" withRowBorders={false} aria-label={t('itineraries.repair.arrival')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('itineraries.repair.arrival')}</Table.Th>
              <Table.Th>{t('itineraries.offer.arriveP50')}</Table.Th>
              <Table.Th>{t('itineraries.offer.arriveP80')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ name, way }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400}>
                  {name}
                </Table.Th>
                <Table.Td>
                  <PlaceTime instant={way.arrivalP50At} placeId={toId} places={places} />
                </Table.Td>
                <Table.Td>
                  <PlaceTime instant={way.arrivalP80At} placeId={toId} places={places} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ToneBadge tone={isLate ? 'full' : minutes > 0 ? 'filling' : 'free'}>
        {t(`moves.shift.${shift}`, { duration })}
        {isLate && ` · ${t('itineraries.reason.late')}`}
      </ToneBadge>
    </div>
  );
}
