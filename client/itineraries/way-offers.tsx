import { Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DrivingRules, ItineraryOffer } from '../../shared/contract/itineraries.ts';
import { AxisRow } from './axis-row.tsx';
import styles from './band.module.css';
import { bandOf } from './band.ts';
import { endsOf, type Places } from './places.ts';
import { spanOf } from './time-axis.ts';
import { BandLegend } from './time-band.tsx';
import { TimetableMark } from './timetable-mark.tsx';
import { useAxis } from './use-axis.ts';
import { WayOffer } from './way-offer.tsx';

interface WayOffersProps {
  offers: readonly ItineraryOffer[];
  places: Places;
  arriveBy: string;
  rules: DrivingRules;
  /** the offer that is being held, or whose hold was refused */
  tried: ItineraryOffer | undefined;
  isHolding: boolean;
  problem: unknown;
  /** the application has changed since: these are no longer its offers */
  isOutdated: boolean;
  onHold: (offer: ItineraryOffer) => void;
  onSearchAgain: () => void;
}

/** Whole ways in the order of the server, all on one axis of time, so that people compare them by looking. */
export function WayOffers({
  offers,
  places,
  arriveBy,
  rules,
  tried,
  isHolding,
  problem,
  isOutdated,
  ...on
}: WayOffersProps) {
  const { t } = useTranslation();
  const bands = offers.map((offer) => bandOf(offer, rules));
  const { fromId, toId } = endsOf(offers[0]?.legs ?? []);
  const arriveByMs = Date.parse(arriveBy);
  const span = spanOf(offers);
  // A deadline days after the last arrival would press all bands into a corner.
  const marks = arriveByMs <= span.toMs ? [{ kind: 'arrive-by', atMs: arriveByMs } as const] : [];
  const axis = useAxis(span, { from: places.place(fromId).zone, to: places.place(toId).zone }, marks);
  const dearestMinutes = Math.max(...offers.map(({ cost }) => cost.totalMinutes));
  const sailing = offers.flatMap(({ legs }) => legs).find((leg) => leg.kind === 'sailing')?.sailing;
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }}>
      <Stack gap="xs">
        <Text fz="sm" c="dimmed">
          {t('itineraries.offersText')}
        </Text>
        <BandLegend kinds={new Set(bands.flat().map(({ kind }) => kind))} marks={marks} />
        {sailing && <TimetableMark source={sailing.source} />}
        <AxisRow {...axis.from} span={span} place={places.name(fromId)} />
        <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {offers.map((offer, index) => (
            <li key={`${offer.wayId} ${offer.departAt} ${offer.arrivalP50At}`} className={styles.offer}>
              <WayOffer
                offer={offer}
                best={index === 0 ? undefined : offers[0]}
                parts={bands[index] ?? []}
                axis={axis}
                places={places}
                arriveBy={arriveBy}
                dearestMinutes={dearestMinutes}
                problem={tried === offer ? problem : null}
                isHolding={isHolding && tried === offer}
                isDisabled={isOutdated || (isHolding && tried !== offer)}
                onHold={() => on.onHold(offer)}
                onSearchAgain={on.onSearchAgain}
              />
            </li>
          ))}
        </ol>
        {axis.to && <AxisRow {...axis.to} span={span} place={places.name(toId)} />}
      </Stack>
    </Paper>
  );
}
