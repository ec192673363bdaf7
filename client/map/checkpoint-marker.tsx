import { useMediaQuery } from '@mantine/hooks';
import { divIcon } from 'leaflet';
import { memo, useMemo } from 'react';
import { createPortal } from 'react-dom';
import { Marker, Tooltip } from 'react-leaflet';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { RegimeMark } from '../regimes/regime-mark.tsx';
import { CheckpointSign } from './checkpoint-sign.tsx';
import { CheckpointTooltip } from './checkpoint-tooltip.tsx';
import styles from './map.module.css';
import type { MapView } from './map-view.ts';

/** Wide enough for a finger; the sign in it is smaller. */
const touchSize = 32;

interface CheckpointMarkerProps {
  checkpoint: Checkpoint;
  view: MapView;
  highlighted: boolean;
  onHighlight: (checkpointId: string | undefined) => void;
  onOpen: (checkpointId: string) => void;
}

/** One checkpoint on the map. The sign is drawn into the marker's element, so a new number changes two paths and nothing else. */
export const CheckpointMarker = memo(function CheckpointMarker(props: CheckpointMarkerProps) {
  const { checkpoint, view, highlighted, onHighlight, onOpen } = props;
  const noHover = useMediaQuery('(hover: none)');
  const { element, icon } = useMemo(() => {
    const element = document.createElement('div');
    element.style.height = '100%';
    return { element, icon: divIcon({ html: element, className: '', iconSize: [touchSize, touchSize] }) };
  }, []);

  return (
    <Marker
      position={[checkpoint.lat, checkpoint.lon]}
      icon={icon}
      // The list beside the map is the way by keyboard: 37 stops before it would be in the way.
      keyboard={false}
      zIndexOffset={highlighted ? 1000 : 0}
      eventHandlers={{
        mouseover: () => onHighlight(checkpoint.id),
        mouseout: () => onHighlight(undefined),
        // A finger cannot hover: its first tap shows the tooltip, the second opens.
        click: () => (noHover && !highlighted ? onHighlight(checkpoint.id) : onOpen(checkpoint.id)),
      }}
    >
      {createPortal(
        <div className={highlighted ? `${styles.marker} ${styles.markerHighlighted}` : styles.marker}>
          <CheckpointSign view={view} checkpointId={checkpoint.id} size={22} grows />
          <span className={styles.regime}>
            <RegimeMark checkpointId={checkpoint.id} signOnly />
          </span>
        </div>,
        element,
      )}
      <Tooltip direction="auto" offset={[16, 0]} opacity={1}>
        <CheckpointTooltip checkpoint={checkpoint} />
      </Tooltip>
    </Marker>
  );
});
