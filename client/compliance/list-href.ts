import type { ListKind } from '../../shared/contract/compliance.ts';

/** @param version default: the one in force */
export const listCsvHref = (kind: ListKind, version?: number): string =>
  `/api/compliance/lists/${kind}/list.csv${version === undefined ? '' : `?version=${version}`}`;
