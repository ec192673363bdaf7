import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Server } from 'socket.io';

/** What Otkel is measured beside: socket.io alone, which answers a request and sends its body to everybody. */
const http = createServer(async (request, response) => {
  const message: unknown = JSON.parse(await text(request));
  response.end();
  live.emit('queues', message);
});
const live = new Server(http, { serveClient: false });
http.listen(0, () => {
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.stdout.write(`http://localhost:${address.port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
