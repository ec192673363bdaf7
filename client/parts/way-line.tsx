import { useMatches, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Way, WayLeg, WayNode } from '../../shared/contract/corridors.ts';
import { useFormat } from '../i18n/format.ts';
import { shortPlaceName } from '../i18n/place-names.ts';
import styles from './way-line.module.css';

interface WayLineProps {
  way: Pick<Way, 'nodes' | 'legs'>;
  isReversed?: boolean;
  /** leaves out the towns between; on a phone they are left out anyway */
  isShort?: boolean;
}

/** A way as a line on one row: towns, checkpoints and ports in order, the kilometres between them, waves where a ship goes. */
export function WayLine({ way, isReversed = false, isShort = false }: WayLineProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const isPhone = useMatches({ base: true, sm: false });
  const shown = isShort || isPhone ? withoutTowns(way) : way;
  const nodes = isReversed ? shown.nodes.toReversed() : shown.nodes;
  const legs = isReversed ? shown.legs.toReversed() : shown.legs;
  const kmOf = ({ distanceKm, isEstimated }: Line['legs'][number]) => {
    const km = format.number(Math.round(distanceKm));
    return isEstimated ? t('itineraries.line.about', { km }) : t('itineraries.km', { km });
  };
  return (
    <ol className={styles.line}>
      {nodes.map((node, index) => {
        const leg = legs[index - 1];
        return (
          <li key={node.id} className={styles.node} data-end={index === 0 || index === nodes.length - 1 || undefined}>
            {leg && (
              <>
                <span className={styles.leg} data-mode={leg.mode} />
                <span className={styles.km}>
                  <VisuallyHidden>{t(`itineraries.line.${leg.mode}`)} </VisuallyHidden>
                  {kmOf(leg)}
                </span>
              </>
            )}
            <Mark kind={node.kind} />
            <span className={styles.name}>{shortPlaceName(node, i18n.language)}</span>
          </li>
        );
      })}
    </ol>
  );
}

type Line = Pick<Way, 'nodes'> & { legs: readonly Pick<WayLeg, 'mode' | 'distanceKm' | 'isEstimated'>[] };

/** @returns the way with its ends, checkpoints and ports alone; the kilometres to a town that is left out are added to the next ones */
export function withoutTowns({ nodes, legs }: Pick<Way, 'nodes' | 'legs'>): Line {
  const isKept = nodes.map(({ kind }, index) => kind !== 'town' || index === 0 || index === nodes.length - 1);
  const joined: { mode: WayLeg['mode']; distanceKm: number; isEstimated: boolean }[] = [];
  let isOpen = false;
  legs.forEach(({ mode, distanceKm, isEstimated }, index) => {
    const last = isOpen ? joined.at(-1) : undefined;
    if (last) {
      last.distanceKm += distanceKm;
      last.isEstimated ||= isEstimated;
    } else {
      joined.push({ mode, distanceKm, isEstimated });
    }
    isOpen = !isKept[index + 1];
  });
  return { nodes: nodes.filter((_, index) => isKept[index]), legs: joined };
}

const ink = { fill: 'var(--mantine-color-body)', stroke: 'var(--mantine-color-text)', strokeWidth: 2 };

/** A ring for a town, a gate of two bars for a checkpoint, an anchor's ring and shank for a port: told apart without colour. */
function Mark({ kind }: { kind: WayNode['kind'] }) {
  return (
    <svg viewBox="0 0 14 14" className={styles.mark} aria-hidden>
      {kind === 'town' && <circle cx={7} cy={7} r={5} {...ink} />}
      {kind === 'checkpoint' && (
        <>
          <rect x={0} y={0} width={14} height={14} fill="var(--mantine-color-body)" />
          <path d="M4 0V14M10 0V14" stroke="var(--otkel-full)" strokeWidth={3} />
        </>
      )}
      {kind === 'port' && (
        <>
          <rect x={0} y={0} width={14} height={14} rx={2} fill="var(--mantine-color-blue-7)" />
          <path d="M7 5V12M3 8a4 4 0 0 0 8 0M5 6.5H9" fill="none" stroke="white" strokeWidth={1.6} />
          <circle cx={7} cy={3.4} r={1.5} fill="none" stroke="white" strokeWidth={1.3} />
        </>
      )}
    </svg>
  );
}
