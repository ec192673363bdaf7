/**
 * Lets the officer's and the driver's page open without a network. It knows the files of one build (client/service-worker-files.ts puts them
 * before this script): a page that it gives out and the scripts that page asks for are of the same build. It never answers for /api:
 * what a page wants to remember of that, it keeps itself and says so.
 *
 * The types of a service worker and those of a page cannot stand in one program; so the few that are needed stand here.
 */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetch extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  offline: { version: string; files: string[] };
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetch) => void): void;
}
const worker = globalThis as unknown as Worker;
const { version, files } = worker.offline;

const page = '/';
const prefix = 'otkel-';
const cacheName = prefix + version;

worker.addEventListener('install', (event) => {
  event.waitUntil(keepFiles().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldBuilds().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate' && !pathname.startsWith('/api/'))
    event.respondWith(fromNetworkFirst(request, page));
  else if (files.includes(pathname)) event.respondWith(fromNetworkFirst(request, pathname));
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll([new Request(page, { cache: 'no-cache' }), ...files]);
}

/** The build before stays: a page of it may still be open, and ask for a part of itself. */
async function forgetOldBuilds(): Promise<void> {
  const builds = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(builds.slice(0, -1).map((name) => caches.delete(name)));
}

/** Assets carry a hash of their contents in their names: one that is there is right. */
async function fromCacheFirst(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(cacheName)).put(request, answer.clone());
  return answer;
}

async function fromNetworkFirst(request: Request, kept: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const known = await (await caches.open(cacheName)).match(kept);
    if (known) return known;
    throw error;
  }
}
