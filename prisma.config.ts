import { defineConfig } from 'prisma/config';

// Prisma's command line fetches a native engine at its first run, which fails without the internet and which `prisma generate` never
// starts: naming any existing program keeps it from looking. For `prisma migrate` set the variable to a real engine, or unset it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

/** Read by Prisma's command line only; the server applies the migrations itself at start. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost:5432/otkel' },
});
