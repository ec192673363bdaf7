import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;

/** Connections of one process for its statements. Two web processes, a worker and their jobs stay far below the server's 100. */
const connectionsMax = 16;

export function openDatabase(url: string): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connectionsMax }) });
}

/** A pool of plain connections, for the parts that listen to the database themselves: jobs and live fan-out. */
export function openPool(url: string, max: number): pg.Pool {
  return new pg.Pool({ connectionString: url, max });
}
