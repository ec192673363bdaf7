import { useLoad } from '../live/use-live.ts';
import { LoadGlyph, stateOf } from '../parts/load-glyph.tsx';
import { useQueueNow } from '../parts/use-queue-now.ts';
import type { MapView } from './map-view.ts';

interface SignProps {
  checkpointId: string;
  size: number;
}

/** The sign of one checkpoint: its colours and shapes by the wait now, or by the places of the next day. */
export function CheckpointSign({ view, grows = false, ...props }: SignProps & { view: MapView; grows?: boolean }) {
  return view === 'places' ? <PlacesSign {...props} /> : <QueueSign {...props} grows={grows} />;
}

function PlacesSign({ checkpointId, size }: SignProps) {
  const load = useLoad(checkpointId);
  return <LoadGlyph out={stateOf(load, 'out')} in={stateOf(load, 'in')} size={size} />;
}

function QueueSign({ checkpointId, size, grows }: SignProps & { grows: boolean }) {
  const out = useQueueNow(checkpointId, 'out');
  const inward = useQueueNow(checkpointId, 'in');
  const waiting = (out.queue?.waiting ?? 0) + (inward.queue?.waiting ?? 0);
  return <LoadGlyph out={out.state} in={inward.state} size={grows ? sizeOf(waiting, size) : size} />;
}

/** Three sizes and not a smooth growth: a sign that trembles with each truck would draw the eye for nothing. */
function sizeOf(waiting: number, size: number): number {
  if (waiting < 15) return size - 3;
  return waiting < 60 ? size + 2 : size + 8;
}
