import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconRoute, IconRouteOff } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiredRule, Screening } from '../../shared/contract/bookings.ts';
import type { Corridor } from '../../shared/contract/corridors.ts';
import type { ItineraryOffer, NoWay } from '../../shared/contract/itineraries.ts';
import { apiErrorOf } from '../api/errors.ts';
import { LoadingLines, Message } from '../app/page-state.tsx';
import { ScreeningResult } from '../booking/screening-result.tsx';
import { BlockedResult } from '../compliance/blocked-result.tsx';
import { FormProblem } from '../parts/form-error.tsx';
import { legOfField } from './leg-of-field.ts';
import { NotOffered } from './not-offered.tsx';
import type { Places } from './places.ts';
import type { WayWish } from './way-form.ts';
import { WayOffers } from './way-offers.tsx';

interface WayResultProps {
  places: Places;
  corridor: Corridor | undefined;
  /** the application that was answered */
  asked: WayWish | undefined;
  answer: { screening: Screening; offers: readonly ItineraryOffer[]; notOffered: readonly NoWay[] } | undefined;
  /** the rules that fired, where the goods may not cross */
  blocked: readonly FiredRule[] | undefined;
  isPending: boolean;
  isOutdated: boolean;
  tried: Pick<ItineraryOffer, 'wayId' | 'claim'> | undefined;
  isHolding: boolean;
  problem: unknown;
  onHold: (offer: ItineraryOffer) => void;
  onSearchAgain: () => void;
}

/** Below the form on a narrow screen, as itineraries.module.css has it. */
const isBelowForm = '(max-width: 75em)';

export function WayResult(props: WayResultProps) {
  const { places, corridor, asked, answer, blocked, isPending, isOutdated, tried, isHolding, problem } = props;
  const { t } = useTranslation();
  const result = useRef<HTMLDivElement>(null);
  const isBelow = useMediaQuery(isBelowForm);
  useEffect(() => {
    const top = result.current?.getBoundingClientRect().top ?? 0;
    const isOutOfSight = isBelow || top < 0 || top > window.innerHeight;
    if ((answer || blocked) && isOutOfSight) result.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }, [answer, blocked, isBelow]);
  if (blocked) {
    return (
      <div ref={result} style={{ scrollMarginTop: 72 }}>
        <BlockedResult rules={blocked} />
      </div>
    );
  }
  if (isPending) return <LoadingLines count={3} height={150} />;
  if (!answer || !asked) {
    return (
      <Paper withBorder visibleFrom="md" style={{ borderStyle: 'dashed' }} bg="transparent">
        <Message icon={IconRoute} title={t('itineraries.offers')} text={t('itineraries.offersWait')} />
      </Paper>
    );
  }
  const { code, field } = apiErrorOf(problem);
  const isOfOffer = legOfField(field, code, answer.offers[0]?.legs ?? []) !== undefined;
  return (
    <Stack ref={result} aria-live="polite" style={{ scrollMarginTop: 72 }}>
      <Title order={2}>{t('itineraries.offers')}</Title>
      {isOutdated && (
        <Alert color="yellow" role="status">
          <Group justify="space-between">
            <Text fz="sm">{t('itineraries.outdated')}</Text>
            <Button size="xs" onClick={props.onSearchAgain}>
              {t('itineraries.searchAgain')}
            </Button>
          </Group>
        </Alert>
      )}
      {Boolean(problem) && !isOfOffer && <FormProblem error={problem} />}
      <ScreeningResult screening={answer.screening} />
      {answer.offers.length === 0 ? (
        <Message icon={IconRouteOff} title={t('itineraries.noOffers')} text={t('itineraries.noOffersText')} />
      ) : (
        <WayOffers
          offers={answer.offers}
          places={places}
          arriveBy={asked.arriveBy}
          rules={asked.drivingRules}
          tried={answer.offers.find((offer) => offer === tried)}
          isHolding={isHolding}
          problem={isOfOffer ? problem : null}
          isOutdated={isOutdated}
          onHold={props.onHold}
          onSearchAgain={props.onSearchAgain}
        />
      )}
      <NotOffered ways={answer.notOffered} corridor={corridor} isReversed={asked.isReversed} places={places} />
    </Stack>
  );
}
