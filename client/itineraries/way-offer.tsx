import { Button, Collapse, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItineraryOffer } from '../../shared/contract/itineraries.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './band.module.css';
import type { BandPart } from './band.ts';
import { LegNames } from './leg-names.tsx';
import { LegTable } from './leg-table.tsx';
import { PlaceTime } from './place-time.tsx';
import { endsOf, type Places, wayTitle } from './places.ts';
import { ReasonBadges } from './reason-badges.tsx';
import { RefusedLeg, wrongLegOf } from './refused-leg.tsx';
import { TimeBand } from './time-band.tsx';
import type { Axis } from './use-axis.ts';
import { WayCost } from './way-cost.tsx';
import { hasUnknownWait, waySentence } from './way-sentence.ts';

interface WayOfferProps {
  offer: ItineraryOffer;
  /** the first of the offers, where this is another */
  best: ItineraryOffer | undefined;
  parts: readonly BandPart[];
  axis: Axis;
  places: Places;
  arriveBy: string;
  dearestMinutes: number;
  /** why its hold was refused */
  problem: unknown;
  isHolding: boolean;
  isDisabled: boolean;
  onHold: () => void;
  onSearchAgain: () => void;
}

/** One whole way: its picture on the common axis, its numbers and words, and on demand all its parts and what it is ranked by. */
export function WayOffer(props: WayOfferProps) {
  const { offer, best, parts, axis, places, arriveBy, dearestMinutes, problem, isHolding, isDisabled } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, { toggle }] = useDisclosure();
  const detailsId = useId();
  const title = wayTitle(offer.legs, places);
  const { fromId, toId } = endsOf(offer.legs);
  const isEstimated = offer.legs.some((leg) => leg.kind === 'drive' && leg.isEstimated);
  const km = format.number(Math.round(offer.distanceKm));
  const facts = [
    {
      name: t('itineraries.offer.depart'),
      value: <PlaceTime instant={offer.departAt} placeId={fromId} places={places} />,
    },
    {
      name: t('itineraries.offer.arriveP50'),
      value: <PlaceTime instant={offer.arrivalP50At} placeId={toId} places={places} />,
    },
    {
      name: t('itineraries.offer.arriveP80'),
      value: <PlaceTime instant={offer.arrivalP80At} placeId={toId} places={places} />,
    },
    { name: t('itineraries.offer.hours'), value: format.minutes(Math.round(offer.totalHours * 60)) },
    {
      name: t(isEstimated ? 'itineraries.offer.kmEstimated' : 'itineraries.offer.km'),
      value: isEstimated ? t('itineraries.line.about', { km }) : t('itineraries.km', { km }),
    },
    {
      name: t('itineraries.offer.risk'),
      value: t(hasUnknownWait(offer.legs) ? 'itineraries.offer.riskAtLeast' : 'itineraries.offer.riskIs', {
        duration: format.minutes(offer.riskMinutes),
      }),
    },
  ];
  return (
    <Stack gap={8} component="article" aria-label={title}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={700}>{title}</Text>
          <ReasonBadges reasons={offer.reasons} />
        </Group>
        <Button
          size="sm"
          variant={best ? 'light' : 'filled'}
          loading={isHolding}
          disabled={isDisabled}
          onClick={props.onHold}
          aria-label={t('itineraries.holdOf', { way: title })}
        >
          {t('booking.hold')}
        </Button>
      </Group>
      <Text fz="sm">{waySentence(offer, best, arriveBy, t, format)}</Text>
      <div>
        <LegNames legs={offer.legs} span={axis.span} places={places} />
        <TimeBand
          parts={parts}
          span={axis.span}
          ticks={axis.from.ticks}
          marks={axis.marks}
          label={title}
          {...wrongLegOf(problem, offer.legs)}
        />
      </div>
      {Boolean(problem) && (
        <RefusedLeg error={problem} legs={offer.legs} places={places} onSearchAgain={props.onSearchAgain} />
      )}
      <dl className={styles.facts}>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        aria-expanded={opened}
        aria-controls={detailsId}
        aria-label={t('itineraries.detailsOf', { way: title })}
        rightSection={<IconChevronDown size={15} style={{ rotate: opened ? '180deg' : '0deg' }} aria-hidden />}
        onClick={toggle}
      >
        {t('itineraries.details')}
      </Button>
      <Collapse expanded={opened} id={detailsId}>
        {opened && (
          <Stack gap="sm">
            <LegTable legs={offer.legs} places={places} caption={title} />
            <WayCost cost={offer.cost} dearestMinutes={dearestMinutes} />
          </Stack>
        )}
      </Collapse>
    </Stack>
  );
}
