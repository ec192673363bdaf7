import { ORPCError } from '@orpc/client';
import type { TFunction } from 'i18next';
import { slotFullDetailSchema } from '../../shared/contract/bookings.ts';
import { type ErrorCode, errorDetailSchema, isErrorCode } from '../../shared/errors.ts';

export type ApiError = { code: ErrorCode | 'OFFLINE'; field?: string; hint?: string };

/** @returns the refusal of the API in our own terms; whatever is not one is a lost connection or a server that broke */
export function apiErrorOf(error: unknown): ApiError {
  if (!(error instanceof ORPCError)) return { code: error instanceof TypeError ? 'OFFLINE' : 'INTERNAL' };
  const detail = errorDetailSchema.safeParse(error.data);
  const { field, hint } = detail.success ? detail.data : {};
  return {
    code: isErrorCode(error.code) ? error.code : 'INTERNAL',
    // A field of a write is named from its body on, and one of a change within it; the form knows it without.
    ...(field ? { field: field.replace(/^(body\.)?(change\.(regime\.)?)?/, '') } : {}),
    ...(hint ? { hint } : {}),
  };
}

/** @returns where there is room instead, when the error says that a slot is full */
export function alternativesOf(error: unknown) {
  if (!(error instanceof ORPCError) || error.code !== 'SLOT_FULL') return [];
  const detail = slotFullDetailSchema.safeParse(error.data);
  return detail.success ? detail.data.alternatives : [];
}

/** @returns whether the server answered at all: then the same request again would be answered the same */
export const isRefusal = (error: unknown) => error instanceof ORPCError && error.status < 500;

export const errorText = (error: unknown, t: TFunction) => t(`error.${apiErrorOf(error).code}`);
