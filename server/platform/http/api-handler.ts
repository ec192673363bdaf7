import type { AnyContractRouter } from '@orpc/contract';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { type Context, ORPCError, type Router, ValidationError } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { isErrorCode } from '../../../shared/errors.ts';
import { findUnstorable } from '../database/refusal.ts';
import type { Logger } from '../log.ts';
import { apiError } from './errors.ts';

export const apiPrefix = '/api';

/** The contract's endpoints as a handler of HTTP requests, with the one shape of errors: `{code, message, field?, hint?, …}`. */
export function createApiHandler<C extends Context>(router: Router<AnyContractRouter, C>, log: Logger) {
  return new OpenAPIHandler<C>(router, {
    customErrorResponseBodyEncoder: ({ code, message, data }) => ({ code, message, ...(data as object | undefined) }),
    clientInterceptors: [
      async ({ next, path }) => {
        try {
          return await next();
        } catch (error) {
          throw toApiError(error, path.join('.'), log);
        }
      },
    ],
  });
}

function toApiError(error: unknown, endpoint: string, log: Logger): unknown {
  if (error instanceof ORPCError) {
    if (error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) return invalidInput(error.cause);
    if (isErrorCode(error.code)) return error;
  }
  const hint = findUnstorable(error);
  if (hint) return apiError('INVALID_INPUT', { hint });
  log.error({ err: error, endpoint }, 'request failed');
  return apiError('INTERNAL');
}

/** The parts of a request that a path may begin with; a client knows the field without them. */
const parts = new Set<unknown>(['body', 'params', 'query', 'headers']);

function invalidInput({ issues }: ValidationError) {
  const [issue] = issues;
  const path = (issue?.path ?? []).map((segment) => (typeof segment === 'object' ? segment.key : segment));
  const field = (parts.has(path[0]) && path.length > 1 ? path.slice(1) : path).join('.');
  return apiError('INVALID_INPUT', { ...(field ? { field } : {}), ...(issue ? { hint: issue.message } : {}) });
}

/** OpenAPI 3.1 of the contract, as served at /api/openapi.json. */
export function generateOpenApi(contract: AnyContractRouter, version: string) {
  return new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(contract, {
    info: {
      title: 'Otkel',
      version,
      description:
        'Slots at the border checkpoints of Kazakhstan with Russia and Kyrgyzstan. Instants are ISO 8601 with offset. Every write needs an Idempotency-Key. ' +
        'Sign in at POST /api/auth/sign-in/email with {email, password}; the cookie or `Authorization: Bearer` with the token of the answer says who you are.',
    },
    servers: [{ url: apiPrefix }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'otkel.session_token' },
      },
    },
    customErrorResponseBodySchema: (errors) => ({
      oneOf: errors.map(([code, message, , data]) => ({
        allOf: [
          {
            type: 'object',
            properties: { code: { const: code }, message: { type: 'string', default: message } },
            required: ['code', 'message'],
          },
          data,
        ],
      })),
    }),
  });
}
