import { createWriteStream, fstatSync, ftruncateSync, readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';

const STDOUT = 1;

/**
 * Where the command writes. `npm run plan -- problem.json > plan.json` would begin the file with two lines of npm's own, since npm prints its
 * banner to the same stdout before it starts the script: the file would be no JSON. So where stdout is a file that holds that banner
 * and nothing else, the banner is cut off, and the answer is written from the first byte on. Whatever else stdout is stays as it
 * is: a pipe has passed the banner on already, a terminal may show it, and a file with anything else in it is not ours to cut.
 */
export function openOutput(): Writable {
  if (!holdsOnlyTheBanner()) return process.stdout;
  ftruncateSync(STDOUT, 0);
  // Written by position: the offset that npm left behind, and shares with us, is past the new end.
  return createWriteStream('', { fd: STDOUT, start: 0, autoClose: false });
}

function holdsOnlyTheBanner(): boolean {
  const banner = findBanner();
  if (banner === undefined) return false;
  try {
    const stdout = fstatSync(STDOUT);
    // stdout is open for writing only; by this name Linux opens the same file anew, for reading. Elsewhere that fails.
    return (
      stdout.isFile() &&
      stdout.size === Buffer.byteLength(banner) &&
      readFileSync(`/dev/fd/${STDOUT}`, 'utf8') === banner
    );
  } catch {
    return false;
  }
}

/** What npm prints before it runs this script (`@npmcli/run-script`, run-script-pkg.js), if npm runs it. */
function findBanner(): string | undefined {
  const {
    npm_lifecycle_event: event,
    npm_lifecycle_script: script,
    npm_package_name: name,
    npm_package_version: version,
  } = process.env;
  if (event !== 'plan' || script === undefined) return;
  const command = [script.trim().replace(/\n/g, '\n> '), ...process.argv.slice(2)].join(' ');
  return `\n> ${name}@${version} ${event}\n> ${command}\n\n`;
}
