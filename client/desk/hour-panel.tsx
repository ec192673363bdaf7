import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconAlertTriangle, IconHandClick, IconSpeakerphone } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import { Message } from '../app/page-state.tsx';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { AsOf } from '../parts/as-of.tsx';
import { SourceBadge } from '../parts/source-badge.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import { useWaitText } from '../parts/wait-text.ts';
import { CountBars } from './count-bars.tsx';
import { HourTrucks } from './hour-trucks.tsx';
import { LimitSign } from './limit-sign.tsx';
import type { DeskHour } from './read-hour.ts';
import { useHourText } from './use-hour-text.ts';

export interface ShownHour {
  checkpoint: Checkpoint;
  direction: Direction;
  hour: DeskHour;
  /** when the places were counted, and when the forecast was made */
  asOf: string;
  forecastMadeAt: string | undefined;
}

interface HourPanelProps {
  shown: ShownHour | undefined;
  /** planners; an administrator only looks */
  mayChange: boolean;
  /** true once somebody has opened an hour by the keyboard: then the panel takes the focus, and says so */
  wantsFocus: RefObject<boolean>;
  onTryOut: (shown: ShownHour) => void;
}

/** A cell of the grid in full: load against capacity, what limits it, the regimes, the wait, and its trucks. */
export function HourPanel({ shown, mayChange, wantsFocus, onTryOut }: HourPanelProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const key = shown && `${shown.checkpoint.id} ${shown.direction} ${shown.hour.startsAt}`;
  useEffect(() => {
    if (!key || !wantsFocus.current) return;
    wantsFocus.current = false;
    heading.current?.focus({ preventScroll: true });
  }, [key, wantsFocus]);
  if (!shown) return <Message icon={IconHandClick} title={t('desk.choose')} text={t('desk.chooseText')} />;
  const { checkpoint, direction, hour } = shown;
  return (
    <Stack gap="sm">
      <PanelHead {...shown} heading={heading} />
      <PanelState {...shown} />
      {hour.state !== 'none' && <CountBars hour={hour} />}
      <PanelLimit {...shown} />
      <PanelWait {...shown} />
      {mayChange && <PanelWays shown={shown} onTryOut={onTryOut} />}
      <HourTrucks
        key={key}
        checkpointId={checkpoint.id}
        direction={direction}
        startsAt={hour.startsAt}
        taken={hour.taken.total}
      />
    </Stack>
  );
}

function PanelHead(props: ShownHour & { heading: RefObject<HTMLHeadingElement | null> }) {
  const { checkpoint, direction, hour, asOf, heading } = props;
  const { t } = useTranslation();
  const names = usePostNames(checkpoint);
  return (
    <div>
      <Title ref={heading} order={2} tabIndex={-1}>
        <Anchor component={Link} to={`/checkpoints/${checkpoint.id}?direction=${direction}`} inherit c="inherit">
          {names.both}
        </Anchor>
      </Title>
      <Text mt={2}>
        <BothTimes instant={hour.startsAt} checkpoint={checkpoint} />
      </Text>
      <Group gap={8} mt={4}>
        <Text fz="xs" c="dimmed">
          {t(`direction.${direction}`)}
        </Text>
        <SourceBadge source="bookings" />
        <AsOf asOf={asOf} zone={checkpoint.kzZone} />
      </Group>
    </div>
  );
}

function PanelState({ hour }: ShownHour) {
  const { t } = useTranslation();
  const { state, overTrucks, closedBecause } = hour;
  if (state === 'none') return <Text c="dimmed">{t('desk.noSlot')}</Text>;
  const closed = closedBecause && t(`slot.closed.${closedBecause}`);
  if (overTrucks > 0) {
    return (
      <Alert color="red" variant="light" p="xs" icon={<IconAlertTriangle size={18} />}>
        {closed
          ? `${closed}, ${t('desk.stranded', { count: overTrucks })}`
          : t('desk.overTrucks', { count: overTrucks })}
      </Alert>
    );
  }
  return closed ? <Text fw={600}>{closed}</Text> : null;
}

function PanelLimit({ checkpoint, hour }: ShownHour) {
  const { t } = useTranslation();
  const { limit } = useHourText();
  const text = limit(checkpoint, hour);
  return (
    <Stack gap={6}>
      {text && hour.limitedBy && !hour.closedBecause && (
        <Group gap={8} wrap="nowrap">
          <LimitSign limit={hour.limitedBy} size={14} />
          <Text fz="sm">{text}</Text>
        </Group>
      )}
      {hour.regimes.map(({ regimeId, cause }) => (
        <Text key={regimeId} fz="sm">
          {t('desk.regime')}:{' '}
          <Anchor component={Link} to={`/regimes#regime-${regimeId}`} inherit>
            {cause}
          </Anchor>
        </Text>
      ))}
    </Stack>
  );
}

function PanelWait({ checkpoint, hour, forecastMadeAt }: ShownHour) {
  const { t } = useTranslation();
  const waitText = useWaitText();
  if (hour.closedBecause || hour.state === 'none') return null;
  if (!hour.wait || !forecastMadeAt) {
    return (
      <Text fz="xs" c="dimmed">
        {t('desk.noForecast')}
      </Text>
    );
  }
  return (
    <Group gap={8}>
      <Text fz="sm">
        {t('desk.wait')}: <strong>{waitText.band(hour.wait)}</strong>
      </Text>
      <SourceBadge source="forecast" />
      <AsOf asOf={forecastMadeAt} zone={checkpoint.kzZone} staleAfterMinutes={15} />
    </Group>
  );
}

/** To the sliders, and to a regime that begins here. */
function PanelWays({ shown, onTryOut }: { shown: ShownHour; onTryOut: (shown: ShownHour) => void }) {
  const { t } = useTranslation();
  const { checkpoint, direction, hour } = shown;
  const announce = new URLSearchParams({
    checkpointId: checkpoint.id,
    direction,
    from: hour.startsAt,
    ...(hour.limitedBy && { side: hour.limitedBy.side }),
  });
  const small = { size: 'xs', px: 8 } as const;
  return (
    <Group gap="xs" grow preventGrowOverflow={false}>
      <Button
        {...small}
        variant="light"
        leftSection={<IconAdjustmentsHorizontal size={16} />}
        onClick={() => onTryOut(shown)}
      >
        {t('desk.tryOut')}
      </Button>
      <Button
        {...small}
        component={Link}
        to={`/regimes/new?${announce}`}
        variant="default"
        leftSection={<IconSpeakerphone size={16} />}
      >
        {t('desk.announce')}
      </Button>
    </Group>
  );
}
