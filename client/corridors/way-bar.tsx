import type { WayTime } from '../../shared/contract/corridors.ts';
import styles from './corridors.module.css';
import type { WayState } from './way-state.ts';

interface WayBarProps {
  time: WayTime;
  /** of all ways of the corridor: the whole width */
  longestMinutes: number;
  state: WayState;
}

/** Driving, rests, the ship, and the wait to P50 and on to P80 (hatched), one after the other. The words stand beside it. */
export function WayBar({ time, longestMinutes, state }: WayBarProps) {
  const { drivingMinutes, restMinutes, freeMinutes, waitP50Minutes, waitP80Minutes } = time;
  const parts = [
    { kind: 'drive', minutes: drivingMinutes },
    { kind: 'rest', minutes: restMinutes },
    { kind: 'sea', minutes: freeMinutes - drivingMinutes - restMinutes },
    { kind: 'wait', minutes: waitP50Minutes ?? 0 },
    { kind: 'perhaps', minutes: (waitP80Minutes ?? 0) - (waitP50Minutes ?? 0) },
  ].filter(({ minutes }) => minutes > 0);
  return (
    <div className={styles.bar} data-state={state} aria-hidden>
      {parts.map(({ kind, minutes }) => (
        <span key={kind} data-kind={kind} style={{ width: `${(minutes / longestMinutes) * 100}%` }} />
      ))}
    </div>
  );
}
