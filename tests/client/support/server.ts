import { vi } from 'vitest';

export interface Request {
  method: string;
  path: string;
  body: unknown;
  idempotencyKey: string | null;
}

type Answer = { status: number; body: object } | 'lost';

/** Stands in for the network: answers what the API would over HTTP, and keeps what it was asked. */
export function answerRequests(answer: (request: Request) => Answer): Request[] {
  const asked: Request[] = [];
  vi.stubGlobal('fetch', async (input: globalThis.Request) => {
    const text = await input.text();
    const request: Request = {
      method: input.method,
      path: new URL(input.url).pathname,
      body: text ? JSON.parse(text) : undefined,
      idempotencyKey: input.headers.get('idempotency-key'),
    };
    asked.push(request);
    const given = answer(request);
    if (given === 'lost') throw new TypeError('fetch failed');
    return Response.json(given.body, { status: given.status });
  });
  return asked;
}
