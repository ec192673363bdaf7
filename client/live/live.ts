import { io } from 'socket.io-client';
import { createLiveConnection } from './live-connection.ts';
import { createLiveStore } from './live-store.ts';

/** One store and one socket for the whole client; main.tsx connects it. */
export const liveSocket = io({ autoConnect: false });
export const liveStore = createLiveStore();
export const liveConnection = createLiveConnection(liveSocket, liveStore);
