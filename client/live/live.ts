import { io } from 'socket.io-client';
import { createLiveConnection } from './live-connection.ts';
import { createLiveStore } from './live-store.ts';

/** One store and one socket for the whole client. */
export const liveStore = createLiveStore();
export const liveConnection = createLiveConnection(io({ autoConnect: true }), liveStore);
