import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { useNow } from '../live/use-now.ts';

/** A queue is brought up to date at least each minute: what is older has lost its server. */
const staleQueueMinutes = 5;

interface AsOfProps {
  asOf: string;
  zone: string;
  staleAfterMinutes?: number;
}

/** When a number was true; marked where that is too long ago. */
export function AsOf({ asOf, zone, staleAfterMinutes = staleQueueMinutes }: AsOfProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const ageMs = useNow(30_000).getTime() - Date.parse(asOf);
  const stale = ageMs > staleAfterMinutes * 60_000;
  return (
    <Text span fz="xs" c={stale ? 'var(--otkel-filling-ink)' : 'dimmed'} fw={stale ? 650 : 400}>
      {t('load.asOf', { time: format.timeWithSeconds(asOf, zone) })}
      {stale && ` · ${t('queue.old', { age: format.minutes(Math.floor(ageMs / 60_000)) })}`}
    </Text>
  );
}
