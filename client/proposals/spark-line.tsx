import type { Finding } from '../../shared/contract/proposals.ts';
import styles from './proposals.module.css';

const [width, height] = [240, 48];

/** What was measured by the hour against the parameter: for the eye only, the sentence beside it says the numbers. */
export function SparkLine({ finding: { evidence, changedAt } }: { finding: Finding }) {
  const known = evidence.flatMap(({ measured }, index) => (measured === null ? [] : [{ index, measured }]));
  const most = 1.1 * Math.max(...known.map(({ measured }) => measured), ...evidence.map(({ parameter }) => parameter));
  const x = (index: number) => ((index + 0.5) / evidence.length) * width;
  const y = (value: number) => height - (value / most) * height;
  const changed = evidence.findIndex(({ startsAt }) => startsAt === changedAt);
  return (
    <svg className={styles.spark} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
      {changed >= 0 && (
        <rect className={styles.since} x={x(changed - 0.5)} y={0} width={width - x(changed - 0.5)} height={height} />
      )}
      <polyline
        className={styles.parameter}
        points={evidence.map(({ parameter }, index) => `${x(index)},${y(parameter)}`).join(' ')}
      />
      <polyline
        className={styles.measured}
        points={known.map(({ index, measured }) => `${x(index)},${y(measured)}`).join(' ')}
      />
    </svg>
  );
}
