import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;

/**
 * Prisma's adapter writes instants without an offset and drops the offset of those it reads: both are right only where the session's clock
 * is UTC. A server set up in Kazakhstan has Asia/Almaty, and every instant in it would be five hours off.
 */
const utc = { options: '-c TimeZone=UTC' };

/** Connections of one process for its statements. Two web processes, a worker and its jobs hold 130 of the 200 that docs/running.md asks for. */
const connectionsMax = 16;
const minuteMs = 60_000;

export function openDatabase(url: string): Database {
  const pool = { ...utc, connectionString: url, max: connectionsMax, idleTimeoutMillis: 10 * minuteMs };
  return new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: createStatementNames() }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
}

/** A pool of plain connections, for the parts that listen to the database themselves: jobs and live fan-out. */
export function openPool(url: string, max: number): pg.Pool {
  return new pg.Pool({ ...utc, connectionString: url, max });
}

/** SQL whose text varies (a list of values) must not fill the server's memory with plans that never come again. */
const preparedMax = 500;

/**
 * Named statements are planned once a connection. Finding the caller went from 1,116 to 4,307 a second with one caller and from 3,181
 * to 5,058 with 32 (two cores, embedded PostgreSQL 18).
 */
function createStatementNames() {
  const names = new Map<string, string>();
  return ({ sql }: { sql: string }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size >= preparedMax) return known ?? '';
    const name = `otkel_${createHash('sha256').update(sql).digest('base64url').slice(0, 22)}`;
    names.set(sql, name);
    return name;
  };
}
