import { resolve } from 'node:path';
import { z } from 'zod';

/** A first run that was killed may still hold 3000. */
const defaultPorts = [3000, 3001, 3002, 3003, 3004, 3005];

export const roles = ['web', 'worker', 'both'] as const;

const portHint = 'a port from 0 (any free one) to 65535';

/** Everything that may be set from outside, read once at start. README.md and docs/running.md say the same in prose. */
const environmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portHint)
    .transform(Number)
    .refine((port) => port <= 65535, portHint)
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
      'an address such as postgresql://user:password@host:5432/otkel',
    )
    .optional(),
  DATA_DIR: z.string().min(1, 'the path of a folder').default('.otkel'),
  ROLE: z.enum(roles, `one of ${roles.join(', ')}`).default('both'),
  SMTP_URL: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol),
      'an address such as smtp://user:password@mail.example:587',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'an address such as Otkel <otkel@example.org>')
    .default('Otkel <otkel@localhost>'),
  PUBLIC_URL: z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      'an address such as https://otkel.example.org',
    )
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
});

export interface Config {
  /** To try in order: the one that was asked for, or else 3000 and its neighbours. 0 is any free port. */
  ports: number[];
  /** Undefined: an embedded PostgreSQL in dataDir, with a demo world. */
  databaseUrl: string | undefined;
  dataDir: string;
  role: (typeof roles)[number];
  /** Undefined: e-mails become files in dataDir/outbox. */
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Where people find the screens; undefined: the address listened on. */
  publicUrl: string | undefined;
}

/** @throws Error with one clear line that names the first wrong value. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const name = String(issue.path[0]);
    // An address of a database or a mail server holds a password, and this line ends in a log.
    const given = name === 'DATABASE_URL' || name === 'SMTP_URL' ? '' : `is "${environment[name]}", but `;
    throw new Error(`${name} ${given}must be ${issue.message}.`);
  }
  const { PORT, DATABASE_URL, DATA_DIR, ROLE, SMTP_URL, MAIL_FROM, PUBLIC_URL } = parsed.data;
  return {
    ports: PORT === undefined ? defaultPorts : [PORT],
    databaseUrl: DATABASE_URL,
    dataDir: resolve(DATA_DIR),
    role: ROLE,
    smtpUrl: SMTP_URL,
    mailFrom: MAIL_FROM,
    publicUrl: PUBLIC_URL,
  };
}
