import { List, Text } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dueAt, type LegChange, placeOfClaim } from './changes-of.ts';
import styles from './itineraries.module.css';
import { PlaceTime } from './place-time.tsx';
import type { Places } from './places.ts';

/** Each place of the way that is another one: from when to when, and where, if that differs, too. */
export function RepairChanges({ changes, places }: { changes: readonly LegChange[]; places: Places }) {
  const { t } = useTranslation();
  if (changes.length === 0) return <Text fz="sm">{t('itineraries.repair.sameSlots')}</Text>;
  return (
    <List fz="sm" spacing={4} listStyleType="none" aria-label={t('itineraries.repair.changes')}>
      {changes.map(({ leg, before, after }) => (
        <List.Item key={`${leg} ${before?.kind}`}>
          <span className={styles.change}>
            {before && <Place claim={before} places={places} isOver />}
            <IconArrowNarrowRight
              size={18}
              aria-label={t('itineraries.repair.becomes')}
              style={{ alignSelf: 'center' }}
            />
            {after ? (
              <Place claim={after} places={places} />
            ) : (
              <Text span fz="sm">
                {t('itineraries.repair.dropped')}
              </Text>
            )}
          </span>
        </List.Item>
      ))}
    </List>
  );
}

interface PlaceProps {
  claim: NonNullable<LegChange['before']>;
  places: Places;
  /** given up */
  isOver?: boolean;
}

function Place({ claim, places, isOver = false }: PlaceProps) {
  const ship = claim.kind === 'sailing' ? `${claim.sailing.shipName}, ` : '';
  return (
    <Text span fz="sm" {...(isOver ? { c: 'dimmed', td: 'line-through' } : {})}>
      {ship}
      {places.shortName(placeOfClaim(claim))}:{' '}
      <PlaceTime instant={dueAt(claim)} placeId={placeOfClaim(claim)} places={places} />
    </Text>
  );
}
