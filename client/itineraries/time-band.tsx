import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import styles from './band.module.css';
import { type BandKind, type BandPart, bandKinds, minutesByKind } from './band.ts';
import { type Span, shareOf, type Tick } from './time-axis.ts';

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

/** An instant that all bands are held against. */
export interface AxisMark {
  kind: 'arrive-by' | 'now';
  atMs: number;
}

interface TimeBandProps {
  parts: readonly BandPart[];
  /** of all pictures that stand together */
  span: Span;
  ticks: readonly Tick[];
  marks: readonly AxisMark[];
  /** the leg that a refusal was about */
  wrongLeg?: number | undefined;
  /** what the picture is of; its hours are added in words */
  label: string;
}

/** What a truck does over a whole way, each part to the scale of its time. */
export function TimeBand({ parts, span, ticks, marks, wrongLeg, label }: TimeBandProps) {
  const text = useBandText();
  return (
    <div className={styles.band} role="img" aria-label={`${label}: ${text(parts)}`}>
      {ticks.map(({ atMs }) => (
        <span key={atMs} className={styles.grid} style={{ insetInlineStart: percent(shareOf(atMs, span)) }} />
      ))}
      {parts.map(({ kind, fromMs, toMs, leg }) => {
        const from = shareOf(fromMs, span);
        return (
          <span
            key={`${kind} ${fromMs}`}
            className={styles.part}
            data-kind={kind}
            data-leg-wrong={leg === wrongLeg || undefined}
            style={{ insetInlineStart: percent(from), width: percent(shareOf(toMs, span) - from) }}
          />
        );
      })}
      {marks.map(({ kind, atMs }) => (
        <span
          key={kind}
          className={styles.at}
          data-of={kind}
          style={{ insetInlineStart: percent(shareOf(atMs, span)) }}
        />
      ))}
    </div>
  );
}

/** @returns how to tell a band in words: its hours by kind */
export function useBandText(): (parts: readonly BandPart[]) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (parts) =>
    minutesByKind(parts)
      .map(({ kind, minutes }) => `${t(`itineraries.band.${kind}`)} ${format.minutes(minutes)}`)
      .join(', ');
}

/** @param kinds that are in the pictures */
export function BandLegend({ kinds, marks }: { kinds: ReadonlySet<BandKind>; marks: readonly AxisMark[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.legend} aria-label={t('itineraries.legend')}>
      {bandKinds.map(
        (kind) =>
          kinds.has(kind) && (
            <li key={kind}>
              <span className={styles.key} data-kind={kind} />
              {t(`itineraries.band.${kind}`)}
            </li>
          ),
      )}
      {marks.map(({ kind }) => (
        <li key={kind}>
          <span className={styles.at} data-of={kind} style={{ position: 'static', height: 14 }} />
          {t(`itineraries.mark.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
