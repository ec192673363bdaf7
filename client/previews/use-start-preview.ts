import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Change } from '../../shared/contract/changes.ts';
import { api } from '../api/client.ts';
import { apiErrorOf } from '../api/errors.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { showError } from '../parts/form-error.tsx';

interface StartPreviewOptions {
  /** the form that a refusal goes to */
  form?: Parameters<typeof showError>[0];
  /** the preview that the new one replaces, so that the two can be compared */
  before?: string;
}

/** Asks for the preview of a change and goes to it. */
export function useStartPreview({ form, before }: StartPreviewOptions = {}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const send = useIntentKeys();
  return useMutation({
    mutationFn: (change: Change) =>
      send(change, (key) => api.previews.start({ headers: { 'idempotency-key': key }, body: { change } })),
    onSuccess: ({ id }) => navigate(before ? `/previews/${id}?before=${before}` : `/previews/${id}`),
    onError: (error) => form && showError(form, apiErrorOf(error), t),
  });
}
