import { createORPCClient, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { z } from 'zod';
import { type Contract, contract } from '../../shared/contract/index.ts';
import { serverClock } from '../live/server-clock.ts';

/** Our errors are flat: the code, a message, and what the code adds. */
const errorBodySchema = z.looseObject({ code: z.string(), message: z.string() });

const link = new OpenAPILink(contract, {
  url: `${window.location.origin}/api`,
  customErrorResponseBodyDecoder(body, response) {
    const parsed = errorBodySchema.safeParse(body);
    if (!parsed.success) return null;
    const { code, message, ...data } = parsed.data;
    return new ORPCError(code, { message, data, status: response.status, defined: true });
  },
  async fetch(request, init) {
    const askedAt = Date.now();
    const response = await fetch(request, { ...init, credentials: 'same-origin' });
    serverClock.learn(response.headers.get('date'), askedAt, Date.now());
    return response;
  },
});

export const api: ContractRouterClient<Contract> = createORPCClient(link);

/** The same endpoints as query and mutation options. */
export const apiQuery = createTanstackQueryUtils(api);
