import { ORPCError } from '@orpc/server';
import { type ErrorCode, type ErrorDetail, errorTable } from '../../../shared/errors.ts';

/** A refusal with a code of the error table. Throw it anywhere below a handler; nothing of the request has been written. */
export function apiError(code: ErrorCode, detail: ErrorDetail & Record<string, unknown> = {}, message?: string) {
  return new ORPCError(code, {
    defined: true,
    status: errorTable[code].status,
    message: message ?? errorTable[code].message,
    data: detail,
  });
}
