import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../shared/contract/index.ts';
import { errorTable, isErrorCode } from '../../../shared/errors.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { type Endpoint, listEndpoints } from './list-endpoints.ts';

let server: TestServer;
// biome-ignore lint/suspicious/noExplicitAny: a document from the wire, for the tests to look into
let document: any;

beforeAll(async () => {
  server = await startTestServer();
  document = (await server.call('GET', '/api/openapi.json')).body;
});
afterAll(() => server.stop());

const endpoints = listEndpoints(contract);
const operationOf = ({ path, method }: Endpoint) => document.paths[path]?.[method];

/** Every object in the document, with the name it stands under. */
function* parts(value: unknown, name = ''): Generator<[name: string, part: Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [name, value as Record<string, unknown>];
  for (const [key, inner] of Object.entries(value)) yield* parts(inner, Array.isArray(value) ? name : key);
}

test('is OpenAPI 3.1 with what it must have', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info).toMatchObject({ title: 'Otkel', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  expect(document.servers).toEqual([{ url: '/api' }]);
});

test('has every endpoint of the contract, and no other', () => {
  const documented = Object.entries<object>(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  expect(documented.sort()).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).sort());
  expect(documented.length).toBeGreaterThanOrEqual(19);
});

test('operations have ids of their own, a tag and a summary', () => {
  const operations = endpoints.map(operationOf);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const operation of operations) {
    expect(operation).toMatchObject({ tags: [expect.any(String)], summary: expect.stringMatching(/\S/) });
  }
});

test('operations say who may call them, as the table of permissions does', () => {
  const anybody = (operationId: string) =>
    endpoints.map(operationOf).find((operation) => operation.operationId === operationId);
  expect(anybody('checkpoints.list').security).toContainEqual({});
  expect(anybody('bookings.hold').security).toEqual([{ bearer: [] }, { cookie: [] }]);
  expect(anybody('bookings.hold').description).toBe('For: dispatcher (own organisation).');
  for (const operation of endpoints.map(operationOf)) {
    const schemes = operation.security.flatMap((choice: object) => Object.keys(choice));
    for (const scheme of schemes) expect(document.components.securitySchemes).toHaveProperty(scheme);
  }
});

test('parameters are declared: those of the path all and required, no name twice', () => {
  for (const endpoint of endpoints) {
    const { parameters = [] } = operationOf(endpoint);
    const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = parameters.filter((parameter: { in: string }) => parameter.in === 'path');
    expect(declared.map(({ name }: { name: string }) => name)).toEqual(inPath);
    for (const parameter of declared) expect(parameter.required).toBe(true);
    const names = parameters.map((parameter: { in: string; name: string }) => `${parameter.in}/${parameter.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const parameter of parameters) expect(parameter.schema).toBeTypeOf('object');
  }
});

/** Asking for offers or what would be changes nothing, and gate events carry an id of their own. */
const keyless = ['bookings.offer', 'itineraries.offer', 'previews.whatIf', 'queues.recordEvent', 'queues.recordEvents'];

test('every write takes an Idempotency-Key, and everything that is not a GET is a write, with five exceptions', () => {
  for (const endpoint of endpoints) {
    const { parameters = [] } = operationOf(endpoint);
    const header = parameters.find(({ name }: { name: string }) => name === 'idempotency-key');
    const isWrite = endpoint.method !== 'get' && !keyless.includes(endpoint.name);
    expect([endpoint.name, endpoint.errors.includes('IDEMPOTENCY_KEY_REUSED')]).toEqual([endpoint.name, isWrite]);
    if (isWrite) expect(header).toMatchObject({ in: 'header', required: true });
    else expect(header).toBeUndefined();
  }
});

test('every error of an endpoint stands under its status, and no other does', () => {
  for (const endpoint of endpoints) {
    const documented: [string, string][] = [];
    for (const [status, response] of Object.entries<object>(operationOf(endpoint).responses)) {
      if (Number(status) < 400) continue;
      for (const [name, part] of parts(response)) {
        if (name === 'code' && typeof part.const === 'string') documented.push([part.const, status]);
      }
    }
    const promised = endpoint.errors.map((code) => [
      code,
      String(isErrorCode(code) ? errorTable[code].status : 'no such code'),
    ]);
    expect(documented.sort()).toEqual(promised.sort());
  }
});

/** What a success is: two endpoints answer with files. */
function typeOf({ name, path }: (typeof endpoints)[number]): string {
  if (name === 'tripBoard.calendar') return 'text/calendar';
  return path.endsWith('.csv') ? 'text/csv' : 'application/json';
}

test('every answer has a description and a JSON schema', () => {
  for (const endpoint of endpoints) {
    const { responses } = operationOf(endpoint);
    expect(Object.keys(responses).filter((status) => Number(status) < 300)).toHaveLength(1);
    for (const [status, response] of Object.entries<object>(responses)) {
      const type = status === '200' ? typeOf(endpoint) : 'application/json';
      expect(response).toMatchObject({
        description: expect.any(String),
        content: { [type]: { schema: expect.any(Object) } },
      });
    }
  }
});

test('every list is paged', () => {
  const lists = endpoints.filter(({ name }) => /(^|\.)list/.test(name));
  expect(lists.length).toBeGreaterThanOrEqual(8);
  for (const endpoint of lists) {
    const { parameters, responses } = operationOf(endpoint);
    const names = parameters.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['limit', 'cursor']));
    expect(responses[200].content['application/json'].schema.required).toEqual(['items', 'nextCursor']);
  }
});

test('every instant is a date-time', () => {
  const instants = [...parts(document.paths)].filter(
    ([name, part]) => /^(asOf|\w+At)$/.test(name) && !/^(opensAt|closesAt)$/.test(name) && 'description' in part,
  );
  for (const [name, part] of parts(document.paths)) {
    if (!/^(asOf|\w+At)$/.test(name) || /^(opensAt|closesAt)$/.test(name)) continue;
    expect([name, JSON.stringify(part)]).toEqual([name, expect.stringContaining('"format":"date-time"')]);
  }
  expect(instants.length).toBeGreaterThan(0);
});

test('refers to nothing outside itself', () => {
  expect(JSON.stringify(document)).not.toMatch(/https?:/);
  for (const [, part] of parts(document)) if ('$ref' in part) expect(part.$ref).toMatch(/^#\//);
});

describe('the page to read it', () => {
  const load = async (path: string) => {
    const response = await fetch(new URL(path, `${server.url}/api/docs`));
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };

  test('and its scripts and styles come from our own address, and refer to no other', async () => {
    const page = await load('/api/docs');
    expect(page).toMatchObject({ status: 200, type: expect.stringContaining('text/html') });
    expect(page.text).not.toMatch(/https?:|="\/\//);
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
    expect(files).toHaveLength(3);
    for (const file of files) {
      expect(file).toMatch(/^\/api\/docs\//);
      expect(await load(file)).toMatchObject({ status: 200, type: expect.stringMatching(/javascript|css/) });
    }
  });

  test('starts with our own document and asks nobody to validate it', async () => {
    const { text } = await load('/api/docs/start.js');
    expect(text).toContain("url: '/api/openapi.json'");
    expect(text).toContain('validatorUrl: null');
    expect(text).not.toMatch(/https?:/);
    expect((await load('/api/docs/swagger-ui.css')).text).not.toMatch(/url\(["']?(https?:)?\/\/|@import/);
  });

  test('is allowed to load from nowhere else, whatever it contains', async () => {
    const policy = (await fetch(`${server.url}/api/docs`)).headers.get('content-security-policy') ?? '';
    const rules = new Map(policy.split(';').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]));
    expect(rules.get('script-src')).toBe("'self'");
    expect(rules.get('default-src')).toBe("'self'");
    expect(policy).not.toMatch(/https?:|\*/);
  });

  test('the example page of the package, which reads another host, is not served', async () => {
    for (const file of ['index.html', 'swagger-initializer.js', 'package.json', '../package.json']) {
      expect((await load(`/api/docs/${file}`)).status).toBe(404);
    }
  });
});
