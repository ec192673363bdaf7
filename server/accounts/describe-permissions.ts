import { isEndpoint, permissions } from './permissions.ts';

interface Described {
  paths?: Record<string, object | undefined>;
}

interface Operation {
  operationId?: string;
  description?: string;
  security?: object[];
}

const signedIn = [{ bearer: [] }, { cookie: [] }];

/** Writes into an OpenAPI document who may call each operation, from the one table of permissions; operations are named by their endpoint. */
export function describePermissions<Document extends Described>(document: Document): Document {
  for (const item of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(item ?? {}) as Operation[]) {
      const { operationId } = operation;
      if (operationId === undefined || !isEndpoint(operationId)) continue;
      const allowed = permissions[operationId];
      operation.security = allowed.anonymous ? [{}, ...signedIn] : signedIn;
      operation.description = `For: ${Object.entries(allowed)
        .map(([role, scope]) => `${role} (${scope})`)
        .join(', ')}.`;
    }
  }
  return document;
}
