import type { ItineraryLeg } from '../../shared/contract/itineraries.ts';
import styles from './band.module.css';
import { type Places, placesOfLeg } from './places.ts';
import { type Span, shareOf } from './time-axis.ts';

/** Names of checkpoints and ports above the picture, each where its part begins and cut where the next name begins. */
export function LegNames({ legs, span, places }: { legs: readonly ItineraryLeg[]; span: Span; places: Places }) {
  const named = legs.filter((leg) => leg.kind !== 'drive');
  const starts = named.map((leg) => shareOf(Date.parse(leg.startsAt), span));
  return (
    <div className={styles.names} aria-hidden>
      {named.map((leg, index) => {
        const start = starts[index] ?? 0;
        const room = (starts[index + 1] ?? 1) - start;
        return (
          <span
            key={leg.startsAt}
            style={{
              insetInlineStart: `${(start * 100).toFixed(3)}%`,
              maxWidth: `calc(${(room * 100).toFixed(3)}% - 4px)`,
            }}
          >
            {[...new Set(placesOfLeg(leg))].map(places.shortName).join(' → ')}
          </span>
        );
      })}
    </div>
  );
}
