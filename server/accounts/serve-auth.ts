import type { IncomingMessage, ServerResponse } from 'node:http';
import { fromNodeHeaders } from 'better-auth/node';
import { type ErrorCode, type ErrorDetail, errorTable } from '../../shared/errors.ts';
import { type Auth, authPath } from './create-auth.ts';
import type { FindCaller } from './find-caller.ts';

/** What of an Express request is needed. Protocol and host are those the browser sees: Express knows which proxy to trust. */
interface AuthRequest extends IncomingMessage {
  protocol: string;
  host: string;
  originalUrl: string;
  body?: unknown;
}

/**
 * The doors of better-auth that stand open. It has some sixty more (make an organisation, invite, set a role, impersonate …), and
 * none of them knows our permissions: accounts and organisations are made by accounts.router.ts alone.
 */
const openDoors: Record<string, { needsUser: boolean }> = {
  [`POST ${authPath}/sign-in/email`]: { needsUser: false },
  [`POST ${authPath}/sign-out`]: { needsUser: false },
  [`GET ${authPath}/get-session`]: { needsUser: true },
  [`POST ${authPath}/change-password`]: { needsUser: true },
};

const codeOfStatus: Record<number, ErrorCode> = {
  400: 'INVALID_INPUT',
  401: 'NOT_SIGNED_IN',
  403: 'NOT_ALLOWED',
  404: 'NOT_FOUND',
  422: 'INVALID_INPUT',
  429: 'TOO_MANY_REQUESTS',
};

const fieldOfReason: Record<string, string> = {
  INVALID_EMAIL: 'email',
  INVALID_PASSWORD: 'currentPassword',
  PASSWORD_TOO_SHORT: 'newPassword',
  PASSWORD_TOO_LONG: 'newPassword',
};

/** Handler of everything under /api/auth, for Express, behind `express.json()`. Answers refusals in the one shape of the API. */
export function createAuthHandler({ auth, findCaller }: { auth: Auth; findCaller: FindCaller }) {
  return async (req: AuthRequest, res: ServerResponse): Promise<void> => {
    const path = req.originalUrl.split('?')[0] ?? '';
    const door = openDoors[`${req.method} ${path}`];
    if (door === undefined) return refuse(res, 'NOT_FOUND');
    if (door.needsUser) {
      // better-auth would let a banned user go on with a session from before. It does not know API keys: beside one it would take a cookie that we did not look at.
      const caller = await findCaller(req.headers);
      if (caller.userId === null || caller.isProgram) return refuse(res, 'NOT_SIGNED_IN');
    }
    const url = `${req.protocol}://${req.host}${path}`;
    if (!URL.canParse(url)) return refuse(res, 'INVALID_INPUT', { field: 'host' });
    await reply(res, await auth.handler(toFetchRequest(req, url)), req.protocol === 'https');
  };
}

function toFetchRequest(req: AuthRequest, url: string): Request {
  const method = req.method ?? 'GET';
  const headers = fromNodeHeaders(req.headers);
  headers.delete('content-length'); // of a body that was read already and is written anew
  headers.delete('transfer-encoding');
  // A browser names the origin of every POST. A program need not, but Node's own fetch says sec-fetch-mode, and better-auth would take it
  // for a browser that hides where it comes from.
  if (!headers.has('origin')) headers.delete('sec-fetch-mode');
  if (method === 'GET') return new Request(url, { method, headers });
  headers.set('content-type', 'application/json');
  return new Request(url, { method, headers, body: JSON.stringify(req.body ?? {}) });
}

async function reply(res: ServerResponse, response: Response, secure: boolean): Promise<void> {
  const body = await response.text();
  res.setHeader(
    'set-cookie',
    response.headers.getSetCookie().map((cookie) => (secure ? `${cookie}; Secure` : cookie)),
  );
  if (!response.ok) {
    const code = codeOfStatus[response.status] ?? 'INTERNAL';
    refuse(res, code, code === 'INTERNAL' ? {} : explain(body));
    return;
  }
  const token = response.headers.get('set-auth-token');
  if (token !== null) res.setHeader('set-auth-token', token);
  send(res, response.status, body);
}

/** better-auth's own words, such as "Invalid email or password", and the field they are about. */
function explain(body: string): ErrorDetail & { message?: string } {
  const { code: reason, message } = readReason(body);
  const field = reason === undefined ? undefined : fieldOfReason[reason];
  return { ...(message ? { message } : {}), ...(field ? { field } : {}) };
}

function readReason(body: string): { code?: string; message?: string } {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

function refuse(res: ServerResponse, code: ErrorCode, detail: ErrorDetail & { message?: string } = {}): void {
  const { status, message } = errorTable[code];
  send(res, status, JSON.stringify({ code, message, ...detail }));
}

function send(res: ServerResponse, status: number, body: string): void {
  res.statusCode = status;
  res.setHeader('content-type', 'application/json');
  res.setHeader('cache-control', 'no-store');
  res.end(body);
}
