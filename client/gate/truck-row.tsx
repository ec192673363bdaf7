import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconCloudUp, IconTruckReturn } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { ChannelBadge } from '../parts/channel-badge.tsx';
import { ToneBadge } from '../parts/tone-badge.tsx';
import styles from './gate.module.css';
import { useGate } from './gate-context.ts';
import type { GateTruck } from './gate-truck.ts';
import { mayTurnBack, orderSteps } from './order-steps.ts';
import { TurnBack } from './turn-back.tsx';
import { useGateText } from './use-gate-text.ts';

/** One truck: what it is, where it stands, and a button for each step that may follow. */
export function TruckRow({ truck }: { truck: GateTruck }) {
  return (
    <Paper
      component="article"
      aria-label={truck.plate}
      withBorder
      p="sm"
      className={truck.waiting > 0 ? (styles.notSent ?? '') : ''}
    >
      <Stack gap="xs">
        <TruckHead truck={truck} />
        <TruckSteps truck={truck} />
      </Stack>
    </Paper>
  );
}

function TruckHead({ truck }: { truck: GateTruck }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { checkpoint } = useGate();
  const text = useGateText(checkpoint.neighbour);
  const countryName = useCountryName();
  const time = (instant: string) => format.time(instant, checkpoint.kzZone);
  const { slotStartsAt, slotEndsAt, position, since } = truck;
  const facts = [
    slotStartsAt && slotEndsAt && t('gate.slot', { from: time(slotStartsAt), to: time(slotEndsAt) }),
    truck.vehicleCountry && countryName(truck.vehicleCountry),
    truck.organisationName,
    truck.driverName,
  ].filter(Boolean);
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text span className={styles.plate ?? ''}>
          {truck.plate}
        </Text>
        <Group gap={6}>
          {truck.waiting > 0 && (
            <ToneBadge tone="filling" icon={<IconCloudUp size={13} aria-hidden />}>
              {t('gate.notSent')}
            </ToneBadge>
          )}
          {truck.punctuality && truck.punctuality !== 'on-time' && (
            <ToneBadge tone={truck.punctuality === 'late' ? 'full' : 'closed'}>
              {t(`gate.punctuality.${truck.punctuality}`)}
            </ToneBadge>
          )}
          {truck.class && truck.class !== 'general' && <Badge>{t(`class.${truck.class}`)}</Badge>}
          {truck.channel && <ChannelBadge channel={truck.channel} />}
        </Group>
      </Group>
      <Text fz="sm" fw={600}>
        {position ? text.state(position, truck.direction) : t('gate.afterUndo')}
        {since && position && position.state !== 'expected' && ` · ${t('gate.since', { time: time(since) })}`}
      </Text>
      {facts.length > 0 && (
        <Text fz="sm" c="dimmed">
          {facts.join(' · ')}
        </Text>
      )}
    </div>
  );
}

interface TruckStepsProps {
  truck: GateTruck;
  /** where a row has no room for the others */
  only?: 'usual';
  /** false: it may be taken, but it is not its time */
  due?: boolean;
}

/** The usual next step first and large; whatever else may follow beside it, the last step back, and turning the truck back. */
export function TruckSteps({ truck, only, due = true }: TruckStepsProps) {
  const { t } = useTranslation();
  const { checkpoint, record } = useGate();
  const text = useGateText(checkpoint.neighbour);
  const [turning, turn] = useDisclosure();
  const { position, direction, lastEventId } = truck;
  const steps = position ? orderSteps(position, truck.channel) : [];
  const shown = only === 'usual' ? steps.slice(0, 1) : steps;
  return (
    <div className={only === 'usual' ? styles.oneStep : styles.steps}>
      {shown.map((step, index) => (
        <Button
          key={step.state}
          size={index === 0 ? 'md' : 'sm'}
          // Of several buttons in a list each says which truck it is for; in a row of its own the row does.
          {...(only ? { 'aria-label': `${text.deed(step, direction)} ${truck.plate}` } : {})}
          variant={index > 0 ? 'default' : due ? 'filled' : 'light'}
          className={index === 0 ? (styles.usual ?? '') : ''}
          onClick={() => {
            if (step.state !== 'expected' && step.state !== 'no-show' && step.state !== 'cancelled')
              void record(truck, { step: step.state, post: step.post });
          }}
        >
          {text.deed(step, direction)}
        </Button>
      ))}
      {only === undefined && position && mayTurnBack(position) && (
        <Button size="sm" variant="default" leftSection={<IconTruckReturn size={18} aria-hidden />} onClick={turn.open}>
          {t('gate.do.turned-back')}
        </Button>
      )}
      {only === undefined && lastEventId && (
        <Button
          size="sm"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowBackUp size={18} aria-hidden />}
          onClick={() => void record(truck, { step: 'undo' })}
        >
          {t('gate.do.undo')}
        </Button>
      )}
      {turning && <TurnBack truck={truck} onClose={turn.close} />}
    </div>
  );
}
