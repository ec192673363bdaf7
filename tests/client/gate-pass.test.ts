// @vitest-environment node
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyPass } from '../../client/gate/verify-pass.ts';

const now = new Date('2026-11-22T05:30:00Z');
const seconds = (text: string) => Date.parse(text) / 1000;
const claims = {
  aud: 'pass',
  sub: '0b0f2f3e-6c8d-4f0e-9b1a-3f2f9d1c7a11',
  plate: '123ABC02',
  cp: 'syrym',
  dir: 'out',
  from: seconds('2026-11-22T05:00:00Z'),
  to: seconds('2026-11-22T06:00:00Z'),
  exp: seconds('2026-11-22T10:00:00Z'),
};
const here = { checkpointId: 'syrym', now };

let privateKey: CryptoKey;
let keys: JSONWebKeySet;
const sign = (changes: object = {}, key = privateKey) =>
  new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'ES256', kid: 'ours' }).sign(key);

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  privateKey = pair.privateKey;
  keys = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'ours', alg: 'ES256', use: 'sig' }] };
});

describe('a pass without a network is', () => {
  it('valid here and now', async () => {
    expect(await verifyPass(await sign(), keys, here)).toEqual({ verdict: 'valid', claims });
  });

  it('expired after its time to arrive', async () => {
    const late = { ...here, now: new Date('2026-11-22T10:00:01Z') };
    expect(await verifyPass(await sign(), keys, late)).toEqual({ verdict: 'expired', claims });
  });

  it('for another checkpoint, also when it is expired', async () => {
    const elsewhere = { ...claims, cp: 'karasu' };
    expect(await verifyPass(await sign(elsewhere), keys, here)).toEqual({
      verdict: 'wrong-checkpoint',
      claims: elsewhere,
    });
    const late = { ...here, now: new Date('2026-11-23T00:00:00Z') };
    expect(await verifyPass(await sign(elsewhere), keys, late)).toMatchObject({ verdict: 'wrong-checkpoint' });
  });

  it('not ours when a letter of it was altered', async () => {
    const [head, , signature] = (await sign()).split('.');
    const other = Buffer.from(JSON.stringify({ ...claims, plate: '999XYZ99' })).toString('base64url');
    expect(await verifyPass(`${head}.${other}.${signature}`, keys, here)).toEqual({ verdict: 'not-ours' });
  });

  it('not ours when it was signed with another key, is for another purpose, or is no pass at all', async () => {
    const stranger = await generateKeyPair('ES256');
    const tokens = [
      await sign({}, stranger.privateKey),
      await sign({ aud: 'trip' }),
      await sign({ plate: undefined }),
      'https://example.org/',
      '',
    ];
    for (const token of tokens) expect(await verifyPass(token, keys, here)).toEqual({ verdict: 'not-ours' });
  });

  it('not ours when it names no algorithm, or a weaker one', async () => {
    const [, payload] = (await sign()).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    expect(await verifyPass(`${none}.${payload}.`, keys, here)).toEqual({ verdict: 'not-ours' });
  });

  it('unknown where no key was kept', async () => {
    expect(await verifyPass(await sign(), undefined, here)).toEqual({ verdict: 'unknown' });
  });
});
