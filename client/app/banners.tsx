import { useDebouncedValue, useNetwork } from '@mantine/hooks';
import { IconFlask, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsDemo } from '../api/caller.ts';
import { useConnectionState } from '../live/use-live.ts';
import styles from './shell.module.css';

/** A reconnect that takes less is not worth a banner that jumps in and out. */
const quietMs = 1500;

const demoKey = 'otkel.demo';

export function Banners() {
  const { t } = useTranslation();
  const demo = useIsDemo();
  // Its room is there from the first frame, unless the server said no the last time: nothing below moves when the answer comes.
  const hasDemoRoom = demo ?? localStorage.getItem(demoKey) !== 'false';
  useEffect(() => {
    if (demo !== undefined) localStorage.setItem(demoKey, String(demo));
  }, [demo]);
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
      {hasDemoRoom && (
        <div className={`${styles.banner} ${styles.demo}`} style={demo ? undefined : { visibility: 'hidden' }}>
          <IconFlask size={15} aria-hidden />
          {t('app.demoBanner')}
        </div>
      )}
    </>
  );
}
