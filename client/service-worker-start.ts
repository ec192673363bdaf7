import { useEffect, useState } from 'react';

/** `no` where the browser allows it on https only, or not at all. */
export type OpensOffline = 'not-yet' | 'yes' | 'no';

/** Starts the service worker of the pages that open without a network. @returns whether this one does, by now */
export function useServiceWorker(): OpensOffline {
  const [state, setState] = useState<OpensOffline>('not-yet');
  useEffect(() => {
    // `vite` alone serves no built worker.
    if (!('serviceWorker' in navigator) || import.meta.env.DEV) return setState('no');
    navigator.serviceWorker
      .register('/service-worker.js')
      .then(() => navigator.serviceWorker.ready)
      .then(() => setState('yes'))
      .catch(() => setState(navigator.serviceWorker.controller ? 'yes' : 'no'));
  }, []);
  return state;
}
