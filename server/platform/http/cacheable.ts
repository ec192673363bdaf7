import { createHash } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/**
 * Lets anybody keep an answer for some seconds, and answers 304 where he has the present one already: the contract's handler writes what it has
 * to say, and only then is known whether that is new. For a successful GET; anything else passes through.
 */
export function cacheable(seconds: number): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET') holdBack(response, seconds, request.headers['if-none-match']);
    next();
  };
}

function holdBack(response: Response, seconds: number, known: string | undefined) {
  const chunks: Buffer[] = [];
  const writeHead = response.writeHead.bind(response);
  const end = response.end.bind(response);

  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const hold = (status: number, headers?: Record<string, string | string[]>) => {
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
    return response;
  };
  const finish = (chunk?: unknown) => {
    keep(chunk);
    const body = Buffer.concat(chunks);
    response.writeHead = writeHead;
    if (response.statusCode !== 200) return end(body);
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    response.setHeader('cache-control', `public, max-age=${seconds}`);
    response.setHeader('etag', etag);
    if (known !== etag) return end(body);
    response.statusCode = 304;
    for (const name of ['content-type', 'content-length', 'content-disposition']) response.removeHeader(name);
    return end();
  };
  Object.assign(response, {
    writeHead: hold,
    write: (chunk: unknown) => {
      keep(chunk);
      return true;
    },
    end: finish,
  });
}
