import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type ApiError, apiErrorOf, errorText } from '../api/errors.ts';

/** The part of a Mantine form that errors need. */
interface FormOfErrors {
  getValues: () => object;
  setFieldError: (path: string, error: string) => void;
}

/** @returns whether the form shows the value that an error names, such as vehicle.plate */
function hasField(form: FormOfErrors, path: string): boolean {
  let value: unknown = form.getValues();
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !(name in value)) return false;
    value = (value as Record<string, unknown>)[name];
  }
  return true;
}

/** Puts a refusal at the field that it names; INVALID_INPUT says nothing that the field does not know better. */
export function showError(form: FormOfErrors, { code, field }: ApiError, t: TFunction): void {
  if (!field || !hasField(form, field)) return;
  form.setFieldError(field, code === 'INVALID_INPUT' ? t('booking.field.wrong') : t(`error.${code}`));
}

/** What no field shows: the error as a whole. */
export function FormError({ error, form }: { error: unknown; form: FormOfErrors }) {
  if (!error) return null;
  const { field } = apiErrorOf(error);
  return field && hasField(form, field) ? null : <FormProblem error={error} />;
}

export function FormProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle size={20} />} role="alert">
      {errorText(error, t)}
    </Alert>
  );
}
