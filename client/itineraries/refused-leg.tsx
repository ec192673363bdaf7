import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItineraryLeg } from '../../shared/contract/itineraries.ts';
import { apiErrorOf } from '../api/errors.ts';
import { fullCountOf, legOfField } from './leg-of-field.ts';
import type { Places } from './places.ts';
import { useLegText } from './use-leg-text.ts';

interface RefusedLegProps {
  error: unknown;
  legs: readonly ItineraryLeg[];
  places: Places;
  /** what gets another answer: the places are asked for anew */
  onSearchAgain?: () => void;
}

/** Refusals that another search answers; of the others the form or the carrier knows more. */
const searchHelps: ReadonlySet<string> = new Set([
  'SLOT_NOT_FOUND',
  'SLOT_IN_PAST',
  'SLOT_CLOSED',
  'SLOT_FULL',
  'CARRIER_QUOTA_REACHED',
  'CLASS_QUOTA_REACHED',
  'SCREENING_STALE',
  'SAILING_NOT_FOUND',
  'SAILING_NOT_BOOKABLE',
  'SAILING_CUTOFF_PASSED',
  'SAILING_FULL',
  'GATE_SLOT_NOT_FOUND',
  'GATE_SLOT_FULL',
  'GATE_SLOT_AFTER_CUTOFF',
  'LEG_UNREACHABLE',
  'ITINERARY_NOT_ACTIVE',
]);

/** Why a whole way was not taken: which of its parts, what was wrong with it, that nothing was taken, and what to do. */
export function RefusedLeg({ error, legs, places, onSearchAgain }: RefusedLegProps) {
  const { t } = useTranslation();
  const { title } = useLegText(places);
  const { code, field } = apiErrorOf(error);
  const index = legOfField(field, code, legs);
  const leg = index === undefined ? undefined : legs[index];
  const full = code === 'SAILING_FULL' ? fullCountOf(field) : undefined;
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertCircle size={20} />}
      title={
        leg && index !== undefined ? t('itineraries.refused.leg', { number: index + 1, leg: title(leg) }) : undefined
      }
    >
      <Stack gap="xs">
        <Text fz="sm">{full ? t(`itineraries.full.${full}`) : t(`error.${code}`)}</Text>
        <Text fz="sm">{t('itineraries.refused.nothingTaken')}</Text>
        {onSearchAgain && searchHelps.has(code) && (
          <Group>
            <Button size="xs" onClick={onSearchAgain}>
              {t('itineraries.searchAgain')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}

/** @returns the prop of a band that outlines the part of a refusal */
export function wrongLegOf(error: unknown, legs: readonly ItineraryLeg[]): { wrongLeg?: number } {
  if (!error) return {};
  const { code, field } = apiErrorOf(error);
  const wrongLeg = legOfField(field, code, legs);
  return wrongLeg === undefined ? {} : { wrongLeg };
}
