import { divIcon, type LatLngTuple } from 'leaflet';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Marker, Pane, useMap, useMapEvents } from 'react-leaflet';
import type { AreaName, BaseMap, Town } from '../base-map/base-map.ts';
import { writtenLanguage } from '../i18n/languages.ts';
import { chooseSides } from './choose-sides.ts';
import styles from './place-names.module.css';

/** Names were placed for whole zooms; between them the lower one is safe, and below the lowest there is only that. */
const nameZoom = (zoom: number) => Math.max(4, Math.floor(zoom + 0.25));

function nameIcon(className: string | undefined, text: string) {
  const span = document.createElement('span');
  span.className = className ?? '';
  span.textContent = text;
  return divIcon({ html: span, className: '', iconSize: [0, 0] });
}

interface PlaceNamesProps {
  baseMap: BaseMap;
  /** signs on the map that a name should not lie under, latitude first */
  avoid: readonly LatLngTuple[];
}

const letterWidth = 6.8;

/** Towns, countries and waters by name, in the language of the screen; only those in view. */
export function PlaceNames({ baseMap, avoid }: PlaceNamesProps) {
  const { i18n } = useTranslation();
  const language = writtenLanguage(i18n.language);
  const map = useMap();
  const [view, setView] = useState(() => ({ zoom: map.getZoom(), bounds: map.getBounds() }));
  useMapEvents({ moveend: () => setView({ zoom: map.getZoom(), bounds: map.getBounds() }) });

  const names = useMemo(() => {
    const zoom = nameZoom(view.zoom);
    const near = view.bounds.pad(0.2);
    const isShown = (place: Town | AreaName) => place.minZoom <= zoom && near.contains([place.lat, place.lon]);
    const dots = baseMap.towns.filter(isShown).map((town) => ({
      town,
      dot: map.latLngToLayerPoint([town.lat, town.lon]),
      width: town.names[language].length * letterWidth + 12,
    }));
    const signs = avoid.map((sign) => map.latLngToLayerPoint(sign));
    const sides = chooseSides(dots, signs);
    const towns = dots.map(({ town }, index) => ({
      place: town,
      style: [styles.town, town.capital && styles.capital, sides[index] === 'left' && styles.townLeft],
    }));
    const areas = baseMap.areaNames.filter(isShown).map((area) => ({ place: area, style: [styles[area.kind]] }));
    return [...areas, ...towns].map(({ place, style }) => ({
      key: `${place.names.en} ${place.lat}`,
      position: [place.lat, place.lon] as [number, number],
      icon: nameIcon(style.filter(Boolean).join(' '), place.names[language]),
    }));
  }, [baseMap, avoid, view, language, map]);

  return (
    <Pane name="names" style={{ zIndex: 300, pointerEvents: 'none' }}>
      {names.map(({ key, position, icon }) => (
        <Marker key={key} position={position} icon={icon} interactive={false} keyboard={false} pane="names" />
      ))}
    </Pane>
  );
}
