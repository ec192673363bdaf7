import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { kazakhZone, usePorts } from './use-ports.ts';

/** An instant on the clock of its port; abroad with the Kazakh time beside it. */
export function PortTime({ instant, portId }: { instant: string; portId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const zone = usePorts().zone(portId);
  const isAbroad = format.offset(instant, zone) !== format.offset(instant, kazakhZone);
  const isSameDay = format.day(instant, zone) === format.day(instant, kazakhZone);
  const there = isSameDay ? format.time(instant, kazakhZone) : format.dayAndTime(instant, kazakhZone);
  return (
    <span>
      <Text span inherit fw={600} style={{ whiteSpace: 'nowrap' }}>
        {format.dayAndTime(instant, zone)}
      </Text>
      {isAbroad && (
        <>
          {' '}
          <Text span fz="xs" c="dimmed" style={{ display: 'inline-block' }}>
            {t('sailings.inKazakhstan', { time: there })}
          </Text>
        </>
      )}
    </span>
  );
}
