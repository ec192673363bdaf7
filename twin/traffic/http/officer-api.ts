import { setTimeout as after } from 'node:timers/promises';
import { createORPCClient, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { z } from 'zod';
import { type Contract, contract } from '../../../shared/contract/index.ts';

export type OfficerApi = ContractRouterClient<Contract>;

export interface OfficerAccount {
  email: string;
  password: string;
}

const signedInSchema = z.object({ token: z.string() });
const errorBodySchema = z.looseObject({ code: z.string(), message: z.string() });
/** While a server starts again, or is busy. */
const attemptsMax = 8;
const waitMs = 500;

/** The public API as an officer of the simulated world uses it: one sign-in, and patience with a server that is busy or starts again. */
export async function openOfficerApi(url: string, account: OfficerAccount): Promise<OfficerApi> {
  let token = await signIn(url, account);
  const link = new OpenAPILink(contract, {
    url: `${url}/api`,
    customErrorResponseBodyDecoder(body, response) {
      const parsed = errorBodySchema.safeParse(body);
      if (!parsed.success) return null;
      const { code, message, ...data } = parsed.data;
      return new ORPCError(code, { message, data, status: response.status, defined: true });
    },
    async fetch(request) {
      const send = () => {
        const copy = request.clone();
        copy.headers.set('authorization', `Bearer ${token}`);
        return fetchPatiently(copy);
      };
      const response = await send();
      if (response.status !== 401) return response;
      token = await signIn(url, account);
      return send();
    },
  });
  return createORPCClient(link);
}

async function signIn(url: string, account: OfficerAccount): Promise<string> {
  const response = await fetchPatiently(
    new Request(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(account),
    }),
  );
  if (!response.ok) throw new Error(`${url} does not let ${account.email} sign in (${response.status})`);
  return signedInSchema.parse(await response.json()).token;
}

/** Gate events carry ids, and everything else is read: any request may be sent again. */
async function fetchPatiently(request: Request): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === attemptsMax;
    try {
      const response = await fetch(request.clone());
      if (isLast || (response.status !== 429 && response.status < 500)) return response;
      await after(Math.max(waitMs * attempt, 1000 * Number(response.headers.get('retry-after') ?? 0)));
    } catch (error) {
      if (isLast) throw error;
      await after(waitMs * attempt);
    }
  }
}
