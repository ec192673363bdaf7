import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import compression from 'compression';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { type ErrorCode, type ErrorDetail, errorTable } from '../../../shared/errors.ts';
import type { Logger } from '../log.ts';
import { apiPrefix } from './api-handler.ts';
import { cacheable } from './cacheable.ts';
import { docsPage, docsScript } from './docs-page.ts';

/** Requests a minute from one address. A map with its list needs two at first sight; a dispatcher's program some hundred. */
export interface RequestLimits {
  perMinute: number;
  /** From one address, and for one e-mail address. */
  signInsPerMinute: number;
}

export const defaultLimits: RequestLimits = { perMinute: 1200, signInsPerMinute: 20 };

export interface AppParts {
  log: Logger;
  limits: RequestLimits;
  /** Whether the address and protocol that a proxy on a private network names are believed; else anybody could choose his address. */
  behindProxy: boolean;
  /** The built client; left out where there is none (tests). */
  clientDirectory?: string | undefined;
  openApi: object;
  answerAuth(request: Request, response: Response): Promise<void>;
  /** Answers what the contract knows; says whether it did. */
  answerApi(request: Request, response: Response): Promise<boolean>;
}

// Only its files: to import the package would load the whole page into the server.
const swaggerDirectory = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** The way of every request: safety headers, limits, sign-in, API, and the client for everything else. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', parts.behindProxy ? 'loopback, linklocal, uniquelocal' : false);
  app.use(compressReads());
  app.use(helmet({ contentSecurityPolicy: { directives: contentSecurity }, strictTransportSecurity: false }));

  app.use(apiPrefix, limit(parts.limits.perMinute));
  // Both stretch a password, some 50 ms of a core.
  const passwordDoors = [`${apiPrefix}/auth/sign-in`, `${apiPrefix}/auth/change-password`];
  app.use(passwordDoors, limit(parts.limits.signInsPerMinute));
  // A week of all checkpoints is a second of a core, and for half of it nobody else is answered.
  app.use(`${apiPrefix}/queue-history.csv`, limit(Math.ceil(parts.limits.perMinute / 100)));
  app.use(`${apiPrefix}/audit.csv`, limit(Math.ceil(parts.limits.perMinute / 100)));
  // A tablet's events of a whole shift, each with its pass.
  app.use(`${apiPrefix}/checkpoints/:checkpointId/gate-events/batch`, express.json({ limit: '512kb', strict: false }));
  // A stop list of 20,000 names.
  app.use(`${apiPrefix}/compliance/lists/:kind/versions`, express.json({ limit: '4mb', strict: false }));
  app.use(apiPrefix, express.json({ limit: '100kb', strict: false }), refuseOtherBodies);
  // What everybody asks for, and is the same for all.
  app.get([`${apiPrefix}/live`, `${apiPrefix}/forecasts`, `${apiPrefix}/queue-history.csv`], cacheable(5));
  app.get(`${apiPrefix}/corridor-times`, cacheable(5));
  app.get([`${apiPrefix}/corridors{/:id}`, `${apiPrefix}/fairness{/:part}`], cacheable(60));
  app.get(`${apiPrefix}/pass-keys`, cacheable(60 * 60));
  // Many addresses that guess one password are as slow as one.
  app.use(`${apiPrefix}/auth/sign-in`, limit(parts.limits.signInsPerMinute, emailOf));
  app.all(`${apiPrefix}/auth/{*any}`, (request, response) => parts.answerAuth(request, response));
  app.get(`${apiPrefix}/openapi.json`, (_request, response) => void response.json(parts.openApi));
  app.get(`${apiPrefix}/docs`, (_request, response) => void response.type('html').send(docsPage));
  app.get(`${apiPrefix}/docs/start.js`, (_request, response) => void response.type('js').send(docsScript));
  // Not the whole folder: it has a page of its own that talks to another host.
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    const options = { root: swaggerDirectory, immutable: true, maxAge: '1d' };
    app.get(`${apiPrefix}/docs/${file}`, (_request, response) => response.sendFile(file, options));
  }
  app.use(apiPrefix, async (request, response) => {
    request.url = request.originalUrl;
    // Nobody on the way, nor the next user of the tablet, may keep whose truck stands where; what all may keep, cacheable() says.
    response.setHeader('cache-control', 'no-store');
    if (!(await parts.answerApi(request, response)))
      refuse(response, 'NOT_FOUND', { hint: 'GET /api/docs lists all addresses' });
  });

  if (parts.clientDirectory) serveClient(app, parts.clientDirectory);
  app.use(answerError(parts.log));
  return app;
}

/** The base map is 670 kB, and 200 kB this way. Answers to writes are a few hundred bytes: there it would cost more than it saves. */
function compressReads(): RequestHandler {
  const compress = compression();
  return (request, response, next) => (request.method === 'GET' ? compress(request, response, next) : next());
}

function serveClient(app: Express, directory: string) {
  app.use('/assets', express.static(join(directory, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(express.static(directory, { index: false, maxAge: '1h' }));
  const page = join(directory, 'index.html');
  app.get('/{*any}', (_request, response) => {
    if (existsSync(page)) response.set('cache-control', 'no-cache').sendFile(page, { dotfiles: 'allow' });
    else response.status(503).type('text').send('The client is not built yet: npm run build');
  });
}

/** A body that is not JSON would reach the API unread, and be read there whole, however large. */
const refuseOtherBodies: RequestHandler = (request, response, next) => {
  const { 'content-length': length = '0', 'transfer-encoding': chunks } = request.headers;
  const hasBody = chunks !== undefined || Number(length) > 0;
  if (!hasBody || request.body !== undefined) return next();
  refuse(response, 'INVALID_INPUT', { field: 'content-type', hint: 'send the body as application/json' });
};

const emailOf = (request: Request) => String(request.body?.email).toLowerCase();

/** @param keyGenerator who is counted; the address where it is left out */
function limit(perMinute: number, keyGenerator?: (request: Request) => string) {
  return rateLimit({
    ...(keyGenerator ? { keyGenerator } : {}),
    validate: { xForwardedForHeader: false }, // without a proxy that header is the caller's invention, and not looked at
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-7', // draft-8 hashes the caller's address for each answer
    legacyHeaders: false,
    handler: (_request, response) =>
      refuse(response, 'TOO_MANY_REQUESTS', { hint: 'wait a minute; the header RateLimit tells how long' }),
  });
}

/** Errors before a handler was reached: bodies that are broken or too large. Everything else is ours and goes to the log. */
function answerError(log: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error.type === 'entity.parse.failed')
      return refuse(response, 'BROKEN_JSON', { field: 'body', hint: error.message });
    if (error.type === 'entity.too.large')
      return refuse(response, 'BODY_TOO_LARGE', { field: 'body', hint: 'send it in smaller parts' });
    if (error.status >= 400 && error.status < 500)
      return refuse(response, error.status === 404 ? 'NOT_FOUND' : 'INVALID_INPUT');
    log.error({ err: error, method: request.method, path: request.path }, 'request failed');
    return refuse(response, 'INTERNAL');
  };
}

function refuse(response: Response, code: ErrorCode, detail: ErrorDetail = {}) {
  const { status, message } = errorTable[code];
  response.status(status).json({ code, message, ...detail });
}

// Mantine writes style attributes and Leaflet places tiles with them; scripts come from our own address only.
const contentSecurity = {
  'default-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'style-src': ["'self'", "'unsafe-inline'"],
  'script-src': ["'self'"],
  'font-src': ["'self'", 'data:'],
  // The reader of QR codes starts its worker from a text of its own; only a script that is already ours can.
  'worker-src': ["'self'", 'blob:'],
  'upgrade-insecure-requests': null,
};
