import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on the first of the ports that is free; 0 is any. @returns the port @throws Error with one line when none is */
export async function listen(server: Server, ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    server.listen(port);
    try {
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    }
  }
  throw new Error(
    `PORT ${ports.join(', ')} is in use or not allowed. Set PORT to another one, or to 0 for any that is free.`,
  );
}
