import { createRouterClient } from '@orpc/server';
import { type Caller, createAccountsRouter, demoPassword } from '../../../server/accounts/index.ts';
import { startTestServer } from '../../support/server.ts';

export type World = Awaited<ReturnType<typeof openWorld>>;

/** The whole server with the demo accounts, as a browser on its own page sees it, and from within. */
export async function openWorld() {
  const server = await startTestServer({ simulatedCarriers: 3 });
  const { db, auth } = server.parts;
  const accounts = createAccountsRouter({ db, clock: server.clock });
  return {
    db,
    auth,
    clock: server.clock,
    /** The endpoints of accounts as this caller sees them, without HTTP. */
    as: (caller: Caller) => createRouterClient({ accounts }, { context: { caller } }).accounts,
    ...createVisitor(server.url),
    close: server.stop,
  };
}

function createVisitor(origin: string) {
  const send = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, {
      method,
      headers: { origin, 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const post = (path: string, body: object, headers?: Record<string, string>) => send('POST', path, body, headers);
  const get = (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers);
  const me = async (headers: Record<string, string>) => (await get('/api/me', headers)).json() as Promise<Caller>;
  const signIn = async (email: string, password = demoPassword) => {
    const response = await post('/api/auth/sign-in/email', { email, password });
    if (!response.ok) throw new Error(`sign-in of ${email} answered ${response.status} ${await response.text()}`);
    const { token } = (await response.json()) as { token: string };
    return { token, cookie: cookieOf(response), signedToken: response.headers.get('set-auth-token') ?? '' };
  };
  return { origin, send, post, get, signIn, me };
}

export const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
