import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { useLoad } from '../live/use-live.ts';
import { useSourceText } from '../parts/source-badge.tsx';
import { useQueueAsOfText } from '../parts/use-as-of-text.ts';

interface AsOfProps {
  checkpoint: Checkpoint;
}

/** How old the numbers of a checkpoint are, and where they come from. */
export function QueueAsOf({ checkpoint }: AsOfProps) {
  return <Small text={useQueueAsOfText(checkpoint)} />;
}

export function PlacesAsOf({ checkpoint: { id, kzZone } }: AsOfProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const load = useLoad(id);
  const source = useSourceText()('bookings');
  return <Small text={load && `${t('load.asOf', { time: format.timeWithSeconds(load.asOf, kzZone) })} · ${source}`} />;
}

/** A line of its height also before there is a text. */
function Small({ text = ' ' }: { text: string | undefined }) {
  return (
    <Text component="span" display="block" fz={11} lh={1.35} c="dimmed" mih="1.35em" truncate>
      {text}
    </Text>
  );
}
