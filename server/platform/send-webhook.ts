import { randomBytes } from 'node:crypto';
import { lookup as systemLookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { useAgent } from 'request-filtering-agent';
import { Webhook } from 'standardwebhooks';
import { isPublicAddress } from './public-addresses.ts';

/** How the network is reached; all of it is for tests, and none of it can be set from outside. */
export interface WebhookNetwork {
  lookup?: LookupFunction;
  /** Addresses that are private and may be sent to all the same. */
  allowedAddresses?: readonly string[];
  allowHttp?: boolean;
  timeoutMs?: number;
}

export interface SignedCall {
  url: string;
  secret: string;
  /** The same in each try, so that the receiver knows a repeat. */
  id: string;
  at: Date;
  body: string;
}

export type CallOutcome = { status: number } | { error: string };

export interface WebhookSender {
  /** @returns why nothing is sent to this address, or undefined where it may be */
  findObjection(url: string): Promise<string | undefined>;
  /** Sends once. Redirects are not followed, and of the answer only its status counts. Never throws. */
  send(call: SignedCall): Promise<CallOutcome>;
}

const lookupTimeoutMs = 5_000;
const answerBytesMax = 4096;

/** A secret as the Standard Webhooks specification writes it: 24 random bytes. */
export const makeWebhookSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

/**
 * Sends signed calls to addresses that strangers wrote: never into the network that this server stands in. An address is looked at when it is made and
 * again at each sending, for a name may lead elsewhere by then; the connection goes to the very address that was looked at.
 */
export function openWebhookSender(network: WebhookNetwork = {}): WebhookSender {
  const { lookup = systemLookup as LookupFunction, allowedAddresses = [], timeoutMs = 10_000 } = network;
  const isAllowed = (address: string) => isPublicAddress(address) || allowedAddresses.includes(address);
  const guarded = guardLookup(lookup, isAllowed);

  return {
    async findObjection(text) {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (!url) return 'it is not an address';
      if (url.protocol !== 'https:' && !(network.allowHttp && url.protocol === 'http:'))
        return 'it has to begin with https://';
      if (url.username || url.password) return 'it may hold no name and password: what we send is signed';
      const host = url.hostname.replace(/^\[|\]$/g, ''); // by now 2130706433 and 0x7f.1 are written as 127.0.0.1
      const addresses = isIP(host) ? [host] : await resolveAll(lookup, host);
      if (addresses.length === 0) return 'its name leads nowhere';
      return addresses.every(isAllowed) ? undefined : 'it lies in a private network';
    },

    send: ({ url, secret, id, at, body }) =>
      new Promise((resolve) => {
        const post = url.startsWith('https:') ? requestHttps : requestHttp;
        const agent = useAgent(url, { lookup: guarded, allowIPAddressList: [...allowedAddresses], keepAlive: false });
        const request = post(url, {
          ...{ method: 'POST', agent, lookup: guarded },
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'user-agent': 'Otkel-Webhooks/1',
            'webhook-id': id,
            'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
            'webhook-signature': new Webhook(secret).sign(id, at, body),
          },
        });
        // Of the whole exchange: a receiver that dribbles is not waited for.
        const timer = setTimeout(() => request.destroy(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
        const finish = (outcome: CallOutcome) => {
          clearTimeout(timer);
          resolve(outcome);
        };
        request.on('error', (error) => finish({ error: sayWhy(error) }));
        request.on('response', (response) => {
          let bytes = 0;
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes > answerBytesMax) response.destroy();
          });
          response.on('error', () => {}); // cut off on purpose, or after its status: that is all we asked for
          response.on('close', () => finish({ status: response.statusCode ?? 0 }));
        });
        request.end(body);
      }),
  };
}

/** The library's list of private networks is shorter than ours: a name is held to the one that its webhook was made by. */
const guardLookup =
  (lookup: LookupFunction, isAllowed: (address: string) => boolean): LookupFunction =>
  (host, options, answer) =>
    lookup(host, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
      const objection = error ?? (addresses.every(isAllowed) ? null : new Error('private IP address'));
      answer(objection, found, family);
    });

function resolveAll(lookup: LookupFunction, host: string): Promise<string[]> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve([]), lookupTimeoutMs);
    lookup(host, { all: true }, (error, found) => {
      clearTimeout(timer);
      const list = Array.isArray(found) ? found : [{ address: found }];
      resolve(error ? [] : list.map(({ address }) => address));
    });
  });
}

/** The library explains at length; a carrier needs to know that we did not send. */
const sayWhy = (error: Error): string =>
  /private IP address|meta IP address/.test(error.message) ? 'its name leads into a private network' : error.message;
