import { divIcon } from 'leaflet';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Marker, Pane, useMap, useMapEvents } from 'react-leaflet';
import type { BaseMap } from '../base-map/base-map.ts';
import { isLanguage } from '../i18n/languages.ts';
import styles from './map.module.css';

/** Names were placed for whole zooms; between them the lower one is safe, and below the lowest there is only that. */
const nameZoom = (zoom: number) => Math.max(4, Math.floor(zoom + 0.25));

function nameIcon(className: string | undefined, text: string) {
  const span = document.createElement('span');
  span.className = className ?? '';
  span.textContent = text;
  return divIcon({ html: span, className: '', iconSize: [0, 0] });
}

/** Towns, countries and waters by name, in the language of the screen; only those in view. */
export function PlaceNames({ baseMap }: { baseMap: BaseMap }) {
  const { i18n } = useTranslation();
  const language = isLanguage(i18n.language) ? i18n.language : 'ru';
  const map = useMap();
  const [view, setView] = useState(() => ({ zoom: map.getZoom(), bounds: map.getBounds() }));
  useMapEvents({ moveend: () => setView({ zoom: map.getZoom(), bounds: map.getBounds() }) });

  const names = useMemo(() => {
    const zoom = nameZoom(view.zoom);
    const near = view.bounds.pad(0.2);
    const towns = baseMap.towns.map((town) => ({ ...town, style: town.capital ? `${styles.town} ${styles.capital}` : styles.town }));
    const areas = baseMap.areaNames.map((area) => ({ ...area, style: styles[area.kind] }));
    return [...areas, ...towns]
      .filter((place) => place.minZoom <= zoom && near.contains([place.lat, place.lon]))
      .map((place) => ({
        key: `${place.names.en} ${place.lat}`,
        position: [place.lat, place.lon] as [number, number],
        icon: nameIcon(place.style, place.names[language]),
      }));
  }, [baseMap, view, language]);

  return (
    <Pane name="names" style={{ zIndex: 300, pointerEvents: 'none' }}>
      {names.map(({ key, position, icon }) => (
        <Marker key={key} position={position} icon={icon} interactive={false} keyboard={false} pane="names" />
      ))}
    </Pane>
  );
}
