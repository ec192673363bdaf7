/** The public face of queues: what other capabilities may use. */
export { buildQueueHistory } from './history.ts';
export { listPassages } from './list-passages.ts';
export { measureCrossings } from './measure-crossings.ts';
export { createQueueFeed, type QueueFeed } from './queue-feed.ts';
export { listQueueStatuses, refreshQueues } from './queue-status.ts';
export { createQueuesRouter } from './queues.router.ts';
export { tendQueues } from './tend-queues.ts';
export { assertMayWatch, findWatched } from './watch-booking.ts';
