import { Button, Container, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconLock, IconPlugConnectedX, type Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { Role } from '../../shared/words.ts';
import { useCaller } from '../api/caller.ts';
import { errorText } from '../api/errors.ts';

interface MessageProps {
  icon: TablerIcon;
  title: string;
  text?: string;
  action?: ReactNode;
}

/** What stands where there is nothing to show: empty, failed, not allowed. */
export function Message({ icon: Icon, title, text, action }: MessageProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <ThemeIcon variant="light" size={52} radius="xl" aria-hidden>
        <Icon size={26} stroke={1.6} />
      </ThemeIcon>
      <Title order={2}>{title}</Title>
      {text && (
        <Text c="dimmed" maw={420}>
          {text}
        </Text>
      )}
      {action}
    </Stack>
  );
}

export function LoadFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Message
        icon={IconPlugConnectedX}
        title={t('app.loadFailed')}
        text={errorText(error, t)}
        action={
          <Button variant="light" onClick={retry}>
            {t('app.retry')}
          </Button>
        }
      />
    </div>
  );
}

export function LoadingLines({ count = 5, height = 44 }: { count?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" role="status" aria-label={t('app.loading')}>
      {Array.from({ length: count }, (_, line) => `line ${line}`).map((key) => (
        <Skeleton key={key} height={height} />
      ))}
    </Stack>
  );
}

/** Shows its page to the roles it is for; the server refuses the others anyway. */
export function ForRoles({ roles, children }: { roles: readonly Role[]; children: ReactNode }) {
  const { t } = useTranslation();
  const caller = useCaller();
  const { pathname, search } = useLocation();
  if (!caller.known) {
    return (
      <Container size="md" py="lg">
        <LoadingLines />
      </Container>
    );
  }
  if (roles.includes(caller.role)) return children;
  const anonymous = caller.role === 'anonymous';
  return (
    <Container py="xl">
      <Message
        icon={IconLock}
        title={t(anonymous ? 'app.signInNeeded' : 'app.notForRole')}
        action={
          anonymous && (
            <Button component={Link} to="/sign-in" state={{ backTo: pathname + search }}>
              {t('signIn.button')}
            </Button>
          )
        }
      />
    </Container>
  );
}
