import { Anchor, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SailingClaim } from '../../shared/contract/sailings.ts';
import { useFormat } from '../i18n/format.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { PlaceTime } from './place-time.tsx';
import type { Places } from './places.ts';
import { TimetableMark } from './timetable-mark.tsx';

const claimTones = {
  held: 'filling',
  confirmed: 'free',
  cancelled: 'closed',
  expired: 'closed',
  ended: 'closed',
} as const;

/** The ship of the way as it is now: its departure may have moved since the way was planned. */
export function SailingOfLeg({ claim, places }: { claim: SailingClaim; places: Places }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sailing, needs, weightKg, state } = claim;
  const isMoved = sailing.expectedDepartureAt !== sailing.plannedDepartureAt;
  return (
    <>
      <Text fz="sm" component="div">
        {t('itineraries.shipDeparts')}{' '}
        <PlaceTime instant={sailing.expectedDepartureAt} placeId={sailing.fromPortId} places={places} />
        {isMoved && (
          <>
            {' '}
            <Text span fz="sm" c="dimmed" td="line-through">
              <PlaceTime instant={sailing.plannedDepartureAt} placeId={sailing.fromPortId} places={places} />
            </Text>
          </>
        )}
        {sailing.reason && ` «${sailing.reason}»`}
      </Text>
      <Text fz="sm" c="dimmed">
        {t('itineraries.shipTakes', {
          metres: format.number(needs.laneMetres),
          tonnes: format.number(Math.round(weightKg / 100) / 10),
        })}
        {needs.needsReeferPlug && ` · ${t('itineraries.reeferPlug')}`}
        {needs.isDangerous && ` · ${t('itineraries.dangerous')}`}
      </Text>
      <Group gap="xs">
        <ToneBadge tone={claimTones[state]}>{t(`itineraries.state.${state}`)}</ToneBadge>
        <ToneBadge tone={sailing.state === 'cancelled' ? 'full' : sailing.state === 'delayed' ? 'filling' : 'closed'}>
          {t(`itineraries.sailingState.${sailing.state}`)}
        </ToneBadge>
        <Anchor component={Link} to={`/sailings/${sailing.id}`} fz="sm">
          {t('itineraries.toSailing')}
        </Anchor>
      </Group>
      <TimetableMark source={sailing.source} />
    </>
  );
}
