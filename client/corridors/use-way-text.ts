import { useTranslation } from 'react-i18next';
import type { Corridor, Way, WayTime } from '../../shared/contract/corridors.ts';
import { useFormat } from '../i18n/format.ts';
import { shortPlaceName } from '../i18n/place-names.ts';

const hourMinutes = 60;
const dayMinutes = 24 * hourMinutes;

/** Nobody knows a way of days to the minute: to five minutes below a day, to the hour beyond. */
const rounded = (minutes: number) => {
  const to = minutes < dayMinutes ? 5 : hourMinutes;
  return Math.round(minutes / to) * to;
};

/** Ways in words. */
export function useWayText() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const name = (place: { id: string; name: string }) => shortPlaceName(place, i18n.language);
  const span = (minutes: number) => format.minutes(rounded(minutes));
  return {
    name,
    span,
    corridor: ({ from, to }: Pick<Corridor, 'from' | 'to'>, isReversed = false) =>
      isReversed ? `${name(to)} → ${name(from)}` : `${name(from)} → ${name(to)}`,
    /** by the checkpoints and ports that it leads over */
    via: (way: Pick<Way, 'nodes'>) =>
      way.nodes
        .filter(({ kind }, index) => kind === 'checkpoint' || (kind === 'port' && index < way.nodes.length - 1))
        .map(name)
        .join(' · '),
    /** P50 to P80, or why there is none */
    now: (time: WayTime, places: readonly { id: string; name: string }[]) => {
      const { totalP50Minutes: low, totalP80Minutes: high } = time;
      if (low === null || high === null) {
        const at = time.withoutForecast.map((id) => name(places.find((place) => place.id === id) ?? { id, name: id }));
        return t('corridors.notKnown', { places: at.join(', ') });
      }
      const [from, to] = [span(low), span(high)];
      return from === to ? from : `${from} – ${to}`;
    },
  };
}
