import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './moves.module.css';
import { useOpenMoves } from './use-open-moves.ts';

/** Beside the link to one's bookings, on every page: how many of them were moved and wait for an answer. */
export function MovesBadge() {
  const { t } = useTranslation();
  const count = useOpenMoves();
  if (count === 0) return null;
  return (
    <>
      <span className={styles.count} aria-hidden>
        {count}
      </span>
      <VisuallyHidden>{t('moves.toAnswer', { count })}</VisuallyHidden>
    </>
  );
}
