import { register } from 'tsx/esm/api';

// JavaScript, and no `--import tsx` on the thread: that flag does nothing on a thread of Node 20, which then cannot read a .ts file.
register();

/**
 * The thread's side of threads.ts: finds the function and gives it a way to report, so that its own file stays pure.
 * @param {import('./threads.ts').ThreadTask} work
 */
export default async function runTask({ file, name, task, progress }) {
  const found = (await import(file))[name];
  if (typeof found !== 'function') throw new Error(`${file} exports no function ${name}`);
  try {
    return await found(task, (share) => progress.postMessage(share));
  } finally {
    progress.close();
  }
}
