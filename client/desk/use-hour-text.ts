import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { usePostOfSide } from '../i18n/use-country.ts';
import { useWaitText } from '../parts/wait-text.ts';
import type { DeskHour } from './read-hour.ts';

/** @returns how to say a cell of the grid in one sentence, and what limits it */
export function useHourText() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const waitText = useWaitText();
  const postOf = { RU: usePostOfSide('RU'), KG: usePostOfSide('KG'), other: usePostOfSide('') };

  const limit = (checkpoint: Checkpoint, { limitedBy }: DeskHour): string | undefined => {
    if (!limitedBy) return undefined;
    const { neighbour } = checkpoint;
    const post = (neighbour === 'RU' || neighbour === 'KG' ? postOf[neighbour] : postOf.other)(limitedBy.side);
    return t('slot.limitedBy', { post, stage: t(`stage.${limitedBy.stage}`) });
  };

  const state = (hour: DeskHour): string => {
    const { places, taken, overTrucks, closedBecause } = hour;
    switch (hour.state) {
      case 'none':
        return t('desk.noSlot');
      case 'closed':
        return t(`slot.closed.${closedBecause ?? 'no-lanes'}`);
      case 'stranded':
        return `${t(`slot.closed.${closedBecause ?? 'no-lanes'}`)}, ${t('desk.stranded', { count: overTrucks })}`;
      case 'over':
        return `${t('desk.takenOf', { taken: taken.total, places: places.total })}, ${t('desk.overTrucks', { count: overTrucks })}`;
      default:
        return t('desk.takenOf', { taken: taken.total, places: places.total });
    }
  };

  const sentence = (checkpoint: Checkpoint, hour: DeskHour): string => {
    const { kzZone, neighbourZone } = checkpoint;
    const where = `${postNames(checkpoint, i18n.language).both}, ${format.dayAndTime(hour.startsAt, kzZone)} (${t('booking.across', { time: format.time(hour.startsAt, neighbourZone) })})`;
    const open = !hour.closedBecause && hour.state !== 'none';
    const parts = [
      state(hour),
      open && hour.scarcest && hour.scarcest !== 'total' && t(`desk.scarcest.${hour.scarcest}`),
      open && limit(checkpoint, hour),
      hour.wait && open && t('queue.expectedWait', { wait: waitText.band(hour.wait) }),
      hour.regimes.length > 0 && t('desk.regimeInForce', { cause: hour.regimes.map(({ cause }) => cause).join('; ') }),
    ];
    return `${where}: ${parts.filter(Boolean).join('; ')}`;
  };

  return { limit, state, sentence };
}
