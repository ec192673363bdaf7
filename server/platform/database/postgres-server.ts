import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, readlink, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Cluster } from './postgres-cluster.ts';
import { runAs } from './postgres-owner.ts';

/** A PostgreSQL server that runs, or is starting, on a cluster. */
export interface Server {
  port: number;
  isRunning(): Promise<boolean>;
  /** What the server last wrote in its log, for when it stopped by itself. */
  findStopReason(): Promise<string | undefined>;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Otkel reports the errors of its own statements; here they would fill the disk, with plates and names in them.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

/** Twice as fast for tests, and broken for good after a power cut. */
const UNSAFE_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** Finds the server that already runs on the cluster, such as one that outlived a killed Otkel. */
export async function findServer(cluster: Cluster): Promise<Server | undefined> {
  const pidFile = join(cluster.folder, 'postmaster.pid');
  // Lines: process id, data folder, start time, port.
  const [pid, , , port] = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n').map(Number);
  if (!pid || !port || !isAlive(pid)) return undefined;
  if (await isServerOf(cluster, pid)) {
    const logStart = (await stat(cluster.logFile)).size;
    return {
      port,
      isRunning: () => isServerOf(cluster, pid),
      findStopReason: () => findReason(cluster.logFile, logStart),
    };
  }
  // Since a restart of the machine another process has that number, and PostgreSQL would refuse to start for its sake.
  await rm(pidFile, { force: true });
  return undefined;
}

/**
 * Starts a server on a free port of 127.0.0.1. It is not ready yet when this returns, and it may still fail: then
 * `isRunning` turns false and `findStopReason` tells why.
 */
export async function spawnServer(cluster: Cluster, durable: boolean): Promise<Server> {
  const port = await findFreePort();
  const settings = { ...SETTINGS, ...(durable ? {} : UNSAFE_SETTINGS) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(cluster.logFile, 'a', 0o600);
  const logStart = (await log.stat()).size;
  const child = spawn(cluster.programs.postgres, ['-D', cluster.folder, '-p', String(port), ...flags], {
    ...cluster.owner,
    cwd: '/',
    // Its own process group: Ctrl-C in a terminal must reach Otkel alone, which stops PostgreSQL last.
    detached: true,
    windowsHide: true,
    // A file and not a pipe, so that the server can outlive us.
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, LC_ALL: 'C' },
  });
  let running = true;
  child.once('exit', () => {
    running = false;
  });
  await once(child, 'spawn').finally(() => log.close());
  child.unref();
  return { port, isRunning: async () => running, findStopReason: () => findReason(cluster.logFile, logStart) };
}

/** Stops the server on the cluster: open transactions are rolled back, everything acknowledged is on disk. */
export async function stopServer(cluster: Cluster): Promise<void> {
  await runAs(cluster.owner, cluster.programs.pgCtl, ['stop', '-D', cluster.folder, '-m', 'fast', '-w']);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isServerOf(cluster: Cluster, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid);
  // "1234 (postgres) S …"; a dead process that nobody waited for stays as Z in a container without an init.
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  if (!/^\d+ \(postgres\) [^ZX]/.test(state)) return false;
  // PostgreSQL works inside its data folder. In a container even root may not look there: then the name must do.
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => cluster.folder);
  return workingFolder === cluster.folder;
}

async function findReason(logFile: string, logStart: number): Promise<string | undefined> {
  const lines = (await readFile(logFile)).subarray(logStart).toString().trim().split('\n');
  // "The database system is starting up" is what our own early attempts to connect were told.
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line) && !line.includes('the database system is'));
  return (fatal ?? lines.at(-1))?.replace(/^.*(FATAL|PANIC|LOG):\s*/, '');
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
