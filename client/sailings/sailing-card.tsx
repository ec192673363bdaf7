import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Sailing } from '../../shared/contract/sailings.ts';
import { TimetableMark } from '../itineraries/timetable-mark.tsx';
import { Gauges } from './gauges.tsx';
import { PortTime } from './port-time.tsx';
import { SailingState } from './sailing-state.tsx';
import { usePorts } from './use-ports.ts';

/** One sailing of the list: from where to where, when on both clocks, and its four counts. */
export function SailingCard({ sailing }: { sailing: Sailing }) {
  const { t } = useTranslation();
  const ports = usePorts();
  const { fromPortId, toPortId } = sailing;
  return (
    <Paper withBorder px="md" py="sm">
      <Group justify="space-between" align="start" gap="md">
        <Stack gap={2} flex={1} miw={240}>
          <Group gap="xs">
            <Anchor component={Link} to={`/sailings/${sailing.id}`} fw={650}>
              {ports.name(fromPortId)} → {ports.name(toPortId)}
            </Anchor>
            <SailingState state={sailing.state} />
          </Group>
          <Text fz="sm" c="dimmed">
            {sailing.shipName} · {t('sailings.trucks', { count: sailing.trucks })}
            {sailing.standby > 0 && ` · ${t('sailings.onStandby', { count: sailing.standby })}`}
          </Text>
          <Text fz="sm" component="div">
            {t('sailings.departs')} <PortTime instant={sailing.expectedDepartureAt} portId={fromPortId} />
          </Text>
          <Text fz="sm" component="div">
            {t('sailings.arrives')} <PortTime instant={sailing.expectedArrivalAt} portId={toPortId} />
          </Text>
          {sailing.reason && (
            <Text fz="sm" c="dimmed">
              «{sailing.reason}»
            </Text>
          )}
          <TimetableMark source={sailing.source} />
        </Stack>
        <Gauges sailing={sailing} />
      </Group>
    </Paper>
  );
}
