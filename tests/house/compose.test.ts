import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../server/platform/config.ts';
import { contract } from '../../shared/contract/index.ts';
import { root } from './cruise.ts';

// No Docker is needed to see that these files agree with the code they start: names, roles, ports and paths.

interface Service {
  image?: string;
  build?: string;
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
  volumes?: string[];
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const compose: Compose = parse(read('docker-compose.yml'), { merge: true });
const proxyFile = read('deploy/Caddyfile');
const dockerfile = readDockerfile(read('Dockerfile'));

const services = Object.entries(compose.services);
const ours = services.filter(([, service]) => service.build !== undefined);
const healthPath = `/api${contract.health['~orpc'].route.path}`;

describe('docker-compose.yml', () => {
  it('has two web processes, a worker, PostgreSQL and a proxy', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['database', 'proxy', 'web-1', 'web-2', 'worker']);
    expect(ours.map(([, { environment }]) => environment?.ROLE).sort()).toEqual(['web', 'web', 'worker']);
    expect(compose.services.database?.image).toMatch(/^postgres:18/);
  });

  it.each(ours)('gives %s settings that server/platform/config.ts knows and accepts', (_name, { environment = {} }) => {
    expect(listSettings()).toEqual(expect.arrayContaining(Object.keys(environment)));
    const settings = Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, interpolate(value)]));
    const config = readConfig(settings);
    expect(config.role).toBe(environment.ROLE);
    expect(config.databaseUrl).toBeDefined();
  });

  it('connects all of them to the one database it starts', () => {
    const urls = new Set(ours.map(([, { environment }]) => interpolate(environment?.DATABASE_URL ?? '')));
    expect(urls.size).toBe(1);
    const url = new URL([...urls][0]!);
    const { environment = {}, healthcheck } = compose.services.database!;
    expect(url.hostname).toBe('database');
    expect(url.username).toBe(environment.POSTGRES_USER);
    expect(url.password).toBe(interpolate(environment.POSTGRES_PASSWORD!));
    expect(url.pathname).toBe(`/${environment.POSTGRES_DB}`);
    expect(healthcheck?.test).toContain('pg_isready');
    for (const [, service] of ours) expect(service.depends_on?.database?.condition).toBe('service_healthy');
  });

  it('asks each web process whether it is well, at an address of the contract', () => {
    for (const name of ['web-1', 'web-2']) {
      const { environment, healthcheck } = compose.services[name]!;
      expect(healthcheck?.test.join(' ')).toContain(`http://localhost:${environment?.PORT}${healthPath}'`);
    }
  });

  it('has a proxy in front of both, which keeps a browser at one of them', () => {
    const targets = [...proxyFile.matchAll(/\b(web-\d+):(\d+)/g)].map(([, name, port]) => [name, port]);
    const webs = ours.filter(([, { environment }]) => environment?.ROLE === 'web');
    expect(targets).toEqual(webs.map(([name, { environment }]) => [name, environment?.PORT]));
    expect(proxyFile).toMatch(new RegExp(`^\\s*health_uri ${healthPath}$`, 'm'));
    expect(proxyFile).toMatch(/^\s*lb_policy cookie /m);
    expect(proxyFile).toContain('{$SITE_ADDRESS:');
    expect(compose.services.proxy?.environment).toHaveProperty('SITE_ADDRESS');
  });

  it('opens the proxy only to the outside', () => {
    expect(services.filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual(['proxy']);
  });

  it('mounts what is there: files of ours, and volumes it declares', () => {
    const mounts = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]!));
    for (const source of mounts) {
      if (source.startsWith('.')) expect(existsSync(join(root, source)), source).toBe(true);
      else expect(compose.volumes).toHaveProperty(source);
    }
  });

  it('has no password but a default for a trial', () => {
    const secrets = read('docker-compose.yml').match(/PASSWORD.*/g) ?? [];
    for (const line of secrets.filter((text) => text.includes('${'))) expect(line).toContain(':-local-trial-only}');
    expect(compose.services.database?.environment?.POSTGRES_PASSWORD).toMatch(/^\$\{DATABASE_PASSWORD:-/);
  });
});

describe('Dockerfile', () => {
  const lastStage = dockerfile.slice(dockerfile.findLastIndex(({ keyword }) => keyword === 'FROM'));

  it('copies what is there', () => {
    const copied = dockerfile.filter(({ keyword, rest }) => keyword === 'COPY' && !rest.startsWith('--from='));
    const sources = copied.flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));
    expect(sources.length).toBeGreaterThan(8);
    for (const source of sources) expect(existsSync(join(root, source)), source).toBe(true);
  });

  it('copies every folder that the server runs on', () => {
    const copied = lastStage.filter(({ keyword }) => keyword === 'COPY').map(({ rest }) => rest.split(/\s+/).at(-1));
    expect(copied).toEqual(expect.arrayContaining(['./server', './shared', './prisma', './twin', './node_modules']));
  });

  it('starts a file that is there, with Node itself, and not as root', () => {
    const command = lastStage.find(({ keyword }) => keyword === 'CMD');
    const [program, ...args] = JSON.parse(command!.rest) as string[];
    expect(program).toBe('node');
    expect(existsSync(join(root, args.at(-1)!))).toBe(true);
    const user = lastStage.findLast(({ keyword }) => keyword === 'USER')?.rest;
    expect(user).toBeDefined();
    expect(['root', '0']).not.toContain(user);
  });

  it('takes a Node that package.json accepts, and exposes the port it sets', () => {
    const images = dockerfile.filter(({ keyword }) => keyword === 'FROM').map(({ rest }) => rest.split(' ')[0]);
    const accepted: string = JSON.parse(read('package.json')).engines.node;
    for (const image of images) expect(accepted).toContain(`^${/^node:(\d+)-/.exec(image!)![1]}.`);
    const port = /\bPORT=(\d+)/.exec(lastStage.find(({ keyword }) => keyword === 'ENV')!.rest)![1];
    expect(lastStage.find(({ keyword }) => keyword === 'EXPOSE')?.rest).toBe(port);
    expect(new Set(ours.flatMap(([, { environment }]) => environment?.PORT ?? []))).toEqual(new Set([port]));
  });

  it('keeps out of the image what it makes itself', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', '**/node_modules', 'dist', '.otkel']));
  });
});

/** The names of the settings, as config.ts spells them. */
function listSettings(): string[] {
  return [...read('server/platform/config.ts').matchAll(/^ {2}([A-Z_]+): z\b/gm)].map(([, name]) => name!);
}

/** ${NAME:-default} as Docker Compose reads it where NAME is not set. */
function interpolate(text: string): string {
  return text.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}

/** One entry for each instruction; a line that ends with \ goes on. */
function readDockerfile(text: string): { keyword: string; rest: string }[] {
  return text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => ({ keyword: line.split(' ')[0]!, rest: line.slice(line.indexOf(' ') + 1).trim() }));
}
