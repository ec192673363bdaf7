import { Paper, Stack, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCalendarSearch, IconCalendarX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiredRule, Offer, Screening } from '../../shared/contract/bookings.ts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { LoadingLines, Message } from '../app/page-state.tsx';
import { BlockedResult } from '../compliance/blocked-result.tsx';
import { FormProblem } from '../parts/form-error.tsx';
import { OfferList } from './offer-list.tsx';
import { ScreeningResult } from './screening-result.tsx';

interface OfferResultProps {
  checkpoints: readonly Checkpoint[];
  screening: Screening | undefined;
  /** the rules that fired, where the goods may not cross */
  blocked: readonly FiredRule[] | undefined;
  offers: readonly Offer[] | undefined;
  /** what a full slot answered with, rather than what was asked for */
  areAlternatives: boolean;
  isPending: boolean;
  isHidden: boolean;
  holdingId: number | undefined;
  /** why the last hold was refused */
  problem: unknown;
  /** what stands below the offers, such as another way to a place */
  more?: ReactNode;
  onHold: (offer: Offer) => void;
}

export function OfferResult(props: OfferResultProps) {
  const {
    checkpoints,
    screening,
    blocked,
    offers,
    areAlternatives,
    isPending,
    isHidden,
    holdingId,
    problem,
    more,
    onHold,
  } = props;
  const { t } = useTranslation();
  const result = useRef<HTMLDivElement>(null);
  const isBelowForm = useMediaQuery('(max-width: 62em)');
  useEffect(() => {
    // Beside a long form its beginning may be out of sight, too.
    const top = result.current?.getBoundingClientRect().top ?? 0;
    const isOutOfSight = isBelowForm || top < 0 || top > window.innerHeight;
    if ((offers || blocked) && isOutOfSight) result.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }, [offers, blocked, isBelowForm]);
  if (blocked) {
    return (
      <div ref={result} style={{ scrollMarginTop: 72 }}>
        <BlockedResult rules={blocked} />
      </div>
    );
  }
  if (isHidden) return null;
  if (isPending) return <LoadingLines count={5} height={86} />;
  if (!offers) {
    return (
      <Paper withBorder visibleFrom="md" style={{ borderStyle: 'dashed' }} bg="transparent">
        <Message icon={IconCalendarSearch} title={t('booking.offers')} text={t('booking.offersWait')} />
      </Paper>
    );
  }
  return (
    <Stack ref={result} aria-live="polite" style={{ scrollMarginTop: 72 }}>
      <FormProblem error={problem} />
      <Title order={2}>{t(areAlternatives ? 'booking.alternatives' : 'booking.offers')}</Title>
      {screening && !areAlternatives && <ScreeningResult screening={screening} />}
      {offers.length === 0 ? (
        <Message icon={IconCalendarX} title={t('booking.noOffers')} text={t('booking.noOffersText')} />
      ) : (
        <OfferList offers={offers} checkpoints={checkpoints} holdingId={holdingId} onHold={onHold} />
      )}
      {more}
    </Stack>
  );
}
