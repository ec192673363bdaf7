import 'leaflet/dist/leaflet.css';
import { useLocalStorage } from '@mantine/hooks';
import { type LatLngBoundsLiteral, type LatLngTuple, latLngBounds } from 'leaflet';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AttributionControl, MapContainer } from 'react-leaflet';
import { useNavigate } from 'react-router';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { BaseMapLayer } from './base-map-layer.tsx';
import { CheckpointMarker } from './checkpoint-marker.tsx';
import styles from './map.module.css';
import { MapLegend } from './map-legend.tsx';
import type { MapView } from './map-view.ts';
import { ShipSigns } from './ship-signs.tsx';

/** After the signs, which are what one looks for. */
const CorridorLines = lazy(() => import('./corridor-lines.tsx'));

/** All checkpoints with some air; south-west and north-east corners, latitude first. */
const home: LatLngBoundsLiteral = [
  [41.6, 45.2],
  [55.9, 84.2],
];
const reach = latLngBounds([33, 38], [60, 96]);

interface CheckpointMapProps {
  checkpoints: readonly Checkpoint[];
  view: MapView;
  highlighted: string | undefined;
  onHighlight: (checkpointId: string | undefined) => void;
}

export function CheckpointMap({ checkpoints, view, highlighted, onHighlight }: CheckpointMapProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signs = useMemo(() => checkpoints.map(({ lat, lon }): LatLngTuple => [lat, lon]), [checkpoints]);
  const [showsCorridors, setShowsCorridors] = useLocalStorage({ key: 'otkel-map-corridors', defaultValue: true });
  const open = useCallback((checkpointId: string) => void navigate(`/checkpoints/${checkpointId}`), [navigate]);
  return (
    <>
      <MapContainer
        className={styles.leaflet ?? ''}
        bounds={home}
        maxBounds={reach}
        maxBoundsViscosity={0.8}
        minZoom={3}
        maxZoom={9}
        zoomSnap={0.25}
        zoomDelta={0.75}
        wheelPxPerZoomLevel={110}
        attributionControl={false}
      >
        <BaseMapLayer avoid={signs} />
        {showsCorridors && (
          <Suspense fallback={null}>
            <CorridorLines />
          </Suspense>
        )}
        {checkpoints.map((checkpoint) => (
          <CheckpointMarker
            key={checkpoint.id}
            checkpoint={checkpoint}
            view={view}
            highlighted={checkpoint.id === highlighted}
            onHighlight={onHighlight}
            onOpen={open}
          />
        ))}
        <ShipSigns />
        <AttributionControl position="bottomright" prefix={t('map.attribution')} />
      </MapContainer>
      <MapLegend view={view} showsCorridors={showsCorridors} onShowCorridors={setShowsCorridors} />
    </>
  );
}
