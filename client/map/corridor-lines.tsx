import { useQuery } from '@tanstack/react-query';
import type { LatLngTuple } from 'leaflet';
import { useMemo } from 'react';
import { Pane, Polyline, Tooltip } from 'react-leaflet';
import { useNavigate } from 'react-router';
import type { Corridor, Way, WayTime } from '../../shared/contract/corridors.ts';
import { corridorsQuery, useWayTimes } from '../corridors/corridor-queries.ts';
import { heavierState, timesOfWay, type WayState, wayStateOf, wayStates, wayStroke } from '../corridors/way-state.ts';
import { CorridorTooltip } from './corridor-tooltip.tsx';

interface Drawn {
  corridor: Corridor;
  way: Way;
  state: WayState;
  points: LatLngTuple[];
}

/** Where two ways share a road the heavier one is on top, and a main way on top of those around others. */
const rank = ({ way, state }: Drawn) => (way.isMain ? 10 : 0) + wayStates.indexOf(state === 'unknown' ? 'free' : state);

/** The ways of all corridors beneath the signs, coloured by what they take now. The page of corridors says the same in words. */
export default function CorridorLines() {
  const { data } = useQuery(corridorsQuery);
  const corridors = data?.items;
  const times = useWayTimes(corridors).data?.times;
  const navigate = useNavigate();
  const drawn = useMemo(() => drawWays(corridors ?? [], times ?? []), [corridors, times]);
  return (
    <Pane name="corridors" style={{ zIndex: 290 }}>
      {drawn.map(({ corridor, way, state, points }) => {
        const { color, weight, dashArray } = wayStroke[state];
        return (
          <Polyline
            // Leaflet keeps the options of the first drawing.
            key={`${way.id} ${state}`}
            positions={points}
            pathOptions={{
              color,
              weight: way.isMain ? weight : Math.max(1.5, weight / 2),
              opacity: way.isMain ? 0.85 : 0.55,
              lineCap: 'butt',
              ...(dashArray && { dashArray }),
            }}
            pane="corridors"
            eventHandlers={{ click: () => void navigate(`/corridors#${corridor.id}`) }}
          >
            <Tooltip sticky pane="tooltipPane">
              <CorridorTooltip corridor={corridor} way={way} times={timesOfWay(times ?? [], way)} />
            </Tooltip>
          </Polyline>
        );
      })}
    </Pane>
  );
}

function drawWays(corridors: readonly Corridor[], times: readonly WayTime[]): Drawn[] {
  const drawn = corridors.flatMap((corridor) =>
    corridor.ways.map((way): Drawn => {
      const { there, back } = timesOfWay(times, way);
      return {
        corridor,
        way,
        state: heavierState([wayStateOf(there), wayStateOf(back)]),
        points: way.nodes.map(({ lat, lon }): LatLngTuple => [lat, lon]),
      };
    }),
  );
  return drawn.sort((a, b) => rank(a) - rank(b));
}
