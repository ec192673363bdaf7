import { Button, Container } from '@mantine/core';
import { IconAlertTriangle, IconMapPinOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Message } from './page-state.tsx';

/** @param reload fetches the page anew: after a new version was put up, its old chunks are gone */
function ToMap({ reload = false }: { reload?: boolean }) {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/" reloadDocument={reload} variant="light">
      {t('app.toMap')}
    </Button>
  );
}

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Container py="xl">
      <Message icon={IconMapPinOff} title={t('app.notFound')} text={t('app.notFoundText')} action={<ToMap />} />
    </Container>
  );
}

export function CrashPage() {
  const { t } = useTranslation();
  return (
    <Container py="xl">
      <Message icon={IconAlertTriangle} title={t('app.crashed')} action={<ToMap reload />} />
    </Container>
  );
}
