import { useDebouncedValue, useNetwork } from '@mantine/hooks';
import { IconFlask, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useIsDemo } from '../api/caller.ts';
import { useConnectionState } from '../live/use-live.ts';
import styles from './shell.module.css';

/** A reconnect that takes less is not worth a banner that jumps in and out. */
const quietMs = 1500;

export function Banners() {
  const { t } = useTranslation();
  const demo = useIsDemo();
  const { online } = useNetwork();
  const [state] = useDebouncedValue(useConnectionState(), quietMs);
  const trouble = online ? (state === 'lost' ? 'app.connectionLost' : undefined) : 'app.offline';
  return (
    <>
      <div role="status" aria-live="polite">
        {trouble && (
          <div className={`${styles.banner} ${styles.lost}`}>
            <IconPlugConnectedX size={16} aria-hidden />
            {t(trouble)}
          </div>
        )}
      </div>
      {demo && (
        <div className={`${styles.banner} ${styles.demo}`}>
          <IconFlask size={15} aria-hidden />
          {t('app.demoBanner')}
        </div>
      )}
    </>
  );
}
