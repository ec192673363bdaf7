import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Vite writes about a chunk into .vite/manifest.json. */
interface Chunk {
  file: string;
  css?: string[];
  assets?: string[];
  imports?: string[];
  dynamicImports?: string[];
}
type Manifest = Record<string, Chunk>;

/** The pages that open without a network; whatever they load later is theirs, too. */
const offlinePages = ['gate/gate-page.tsx', 'trip/trip-page.tsx'];
/** The languages are fetched when they are spoken, and one may begin to without a network. */
const isText = (name: string) => /^i18n\/(driver\/)?\w+\.json$/.test(name);
const unhashed = ['/towns.json', '/otkel.svg'];

/** @returns the files of a build that the offline pages need: all that their chunks import, and what they import when asked */
export function listOfflineFiles(manifest: Manifest): string[] {
  const seen = new Set<string>();
  const visit = (name: string, alsoLater: boolean) => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the build has no ${name}`);
    if (seen.has(name)) return;
    seen.add(name);
    for (const next of chunk.imports ?? []) visit(next, false);
    // The entry imports every page of the site, later; only these do so for the officer and the driver.
    if (alsoLater) for (const next of chunk.dynamicImports ?? []) visit(next, true);
  };
  visit('index.html', false);
  for (const name of Object.keys(manifest).filter(isText)) visit(name, false);
  for (const name of offlinePages) visit(name, true);
  const chunks = [...seen].map((name) => manifest[name]!);
  const files = chunks.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]);
  return [...new Set(files.map((file) => `/${file}`)), ...unhashed];
}

/** Writes the list of files before the built service worker; its version is a hash of all of them, so that a new build is a new worker. */
export function addOfflineFiles(directory: string): void {
  const script = join(directory, 'service-worker.js');
  const manifest = JSON.parse(readFileSync(join(directory, '.vite/manifest.json'), 'utf8')) as Manifest;
  const files = listOfflineFiles(manifest);
  const hash = createHash('sha256').update(readFileSync(join(directory, 'index.html')));
  for (const file of files) hash.update(file).update(readFileSync(join(directory, file)));
  const offline = { version: hash.digest('hex').slice(0, 12), files };
  writeFileSync(script, `self.offline=${JSON.stringify(offline)};\n${readFileSync(script, 'utf8')}`);
}
