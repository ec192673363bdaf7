import type { UseFormReturnType } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ListKind } from '../../shared/contract/compliance.ts';
import { api, apiQuery } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { showError } from '../parts/form-error.tsx';
import { toInstant } from '../parts/local-time.ts';

export interface ImportValues {
  source: string;
  reason: string;
  /** on the Kazakh clock; empty: now */
  validFrom: string;
  /** empty: until another version follows */
  validTo: string;
}

const zone = 'Asia/Almaty';
const sourceLetters = 3;
const reasonLetters = 10;

export const importChecks = (t: TFunction) => ({
  source: (source: string) => (source.trim().length >= sourceLetters ? null : t('compliance.field.source')),
  reason: (reason: string) => (reason.trim().length >= reasonLetters ? null : t('compliance.field.reason')),
  validTo: (validTo: string, { validFrom }: ImportValues) =>
    validTo === '' || validTo > validFrom ? null : t('compliance.field.order'),
});

/** Sends a version; a repeat after a lost answer carries the same key. What shows lists and consignments is then asked for again. */
export function useImportList(kind: ListKind, form: UseFormReturnType<ImportValues>) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({
      source,
      reason,
      validFrom,
      validTo,
      csv,
      replaces,
    }: ImportValues & { csv: string; replaces: number }) => {
      const body = {
        ...{ csv, replaces, source: source.trim(), reason: reason.trim() },
        ...(validFrom ? { validFrom: toInstant(validFrom, zone) } : {}),
        ...(validTo ? { validTo: toInstant(validTo, zone) } : {}),
      };
      return send({ kind, ...body }, (key) =>
        api.compliance.importList({ headers: { 'idempotency-key': key }, params: { kind }, body }),
      );
    },
    onError: (error) => showError(form, apiErrorOf(error), t),
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiQuery.compliance.key() }),
  });
}
