import type { z } from 'zod';

/** Input that cannot be taken, with the path of the value: `requests[3].windows[0].length`. The command prints it and exits with 2. */
export class InputError extends Error {
  constructor(path: string, reason: string) {
    super(path === '' ? reason : `${path}: ${reason}`);
    this.name = 'InputError';
  }
}

/** Parses with the schema; the first fault becomes an InputError below `path`. */
export function parseAt<Schema extends z.ZodType>(schema: Schema, value: unknown, path: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new InputError(pathOf(path, issue.path), issue.message);
}

function pathOf(start: string, keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return path === '' ? String(key) : `${path}.${String(key)}`;
  }, start);
}
