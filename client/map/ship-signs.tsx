import { useQuery } from '@tanstack/react-query';
import { divIcon } from 'leaflet';
import { useTranslation } from 'react-i18next';
import { Marker, Tooltip } from 'react-leaflet';
import { useNavigate } from 'react-router';
import type { ShipPosition } from '../../shared/contract/sailings.ts';
import { apiQuery } from '../api/client.ts';
import { useFormat } from '../i18n/format.ts';
import { placeName } from '../i18n/place-names.ts';
import styles from './map.module.css';

const positionsQuery = apiQuery.sailings.positions.queryOptions({ input: {}, refetchInterval: 60_000 });

/** A ship's hull seen from above, its bow up; dashed, since nobody has measured where it is. */
const hull = (degrees: number) =>
  `<svg viewBox="0 0 24 24" width="26" height="26" style="transform:rotate(${degrees}deg)"><path d="M12 1.5C16 6 17 9 17 13v8H7v-8c0-4 1-7 5-11.5z" fill="var(--mantine-color-body)" stroke="var(--mantine-color-text)" stroke-width="1.8" stroke-dasharray="3 2"/></svg>`;

/** Ships at sea and those that leave within a day, where their schedule puts them. */
export function ShipSigns() {
  const ships = useQuery(positionsQuery).data?.ships ?? [];
  return ships.map((ship) => <ShipSign key={ship.sailingId} ship={ship} />);
}

function ShipSign({ ship }: { ship: ShipPosition }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const port = (id: string) => placeName({ id, name: id }, i18n.language).replace(/ \(.*\)$/, '');
  const way = `${port(ship.fromPortId)} → ${port(ship.toPortId)}`;
  const time = format.dayAndTime(ship.isAtSea ? ship.expectedArrivalAt : ship.expectedDepartureAt, 'Asia/Aqtau');
  const when = t(ship.isAtSea ? 'sailings.arrivesAt' : 'sailings.leavesAt', { time });
  return (
    <Marker
      position={[ship.lat, ship.lon]}
      icon={divIcon({
        html: hull(ship.courseDegrees),
        className: styles.ship ?? '',
        iconSize: [26, 26],
      })}
      title={`${ship.shipName}, ${way}, ${t('sailings.bySchedule')}`}
      keyboard
      eventHandlers={{ click: () => void navigate(`/sailings/${ship.sailingId}`) }}
    >
      <Tooltip direction="top" offset={[0, -12]}>
        <b>{ship.shipName}</b>, {way}
        <br />
        {when}
        <br />
        {t('sailings.bySchedule')}
        {ship.timetable === 'demo-timetable' && (
          <>
            <br />
            {t('itineraries.demoTimetable')}
          </>
        )}
      </Tooltip>
    </Marker>
  );
}
