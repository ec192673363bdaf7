import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ComponentProps, FormEventHandler, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from './form-error.tsx';

interface FormDialogProps extends ComponentProps<typeof FormError> {
  title: string;
  submitLabel: string;
  pending: boolean;
  onSubmit: FormEventHandler<HTMLFormElement>;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a dialog: its fields, what the server refused, and the two ways out. */
export function FormDialog({ title, submitLabel, pending, error, form, onSubmit, onClose, children }: FormDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} closeButtonProps={{ 'aria-label': t('app.close') }} title={title}>
      <form noValidate onSubmit={onSubmit}>
        <Stack>
          {children}
          <FormError error={error} form={form} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" loading={pending}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
