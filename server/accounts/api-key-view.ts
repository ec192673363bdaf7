import type { ApiKey } from '../../shared/contract/api-keys.ts';
import type { ApiKey as ApiKeyRow } from '../platform/database/generated/client.ts';

export const apiKeyView = ({
  id,
  name,
  start,
  madeBy,
  madeAt,
  lastUsedAt,
  expiresAt,
  revokedAt,
}: ApiKeyRow): ApiKey => ({
  ...{ id, name, start, madeBy },
  madeAt: madeAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});
