import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TripRow } from '../../shared/contract/trip-board.ts';
import styles from './trips.module.css';

const crossing = ['ahead', 'due', 'waiting', 'called', 'at-post', 'over'] as const;
const sailing = ['ahead', 'due', 'at-sea', 'over'] as const;

/** How far a trip has come, as beads on a string; the word beside it says the same. */
export function TripTrack({ trip }: { trip: TripRow }) {
  const { t } = useTranslation();
  const beads: readonly string[] = trip.kind === 'crossing' ? crossing : sailing;
  const reached = beads.indexOf(trip.phase === 'held' ? 'ahead' : trip.phase);
  return (
    <div className={styles.track} data-phase={trip.phase}>
      <span className={styles.beads} aria-hidden>
        {beads.map((bead, index) => (
          <span
            key={bead}
            className={styles.bead}
            data-reached={index <= reached || undefined}
            data-here={index === reached || undefined}
          />
        ))}
      </span>
      <Text fz="sm" fw={600} span>
        {t(`trips.phase.${trip.phase}`)}
      </Text>
    </div>
  );
}
