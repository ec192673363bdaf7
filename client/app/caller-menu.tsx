import { Avatar, Button, Menu, Text, UnstyledButton } from '@mantine/core';
import { IconLogin2, IconLogout } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { useCaller } from '../api/caller.ts';

/** Who is signed in, and the way out; for the anonymous, the way in. */
export function CallerMenu() {
  const { t } = useTranslation();
  const caller = useCaller();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();

  async function signOut() {
    const { authClient } = await import('../api/auth.ts');
    await authClient.signOut();
    await (await import('../gate/kept-values.ts')).forgetKept();
    await navigate('/');
    // What the last account saw must not be seen by the next.
    await queryClient.resetQueries();
  }

  if (!caller.known) return null;
  if (caller.role === 'anonymous') {
    return (
      <Button
        component={Link}
        to="/sign-in"
        state={pathname === '/sign-in' ? null : { backTo: pathname + search }}
        size="compact-sm"
        variant="light"
        leftSection={<IconLogin2 size={17} stroke={1.7} />}
      >
        {t('signIn.button')}
      </Button>
    );
  }
  const name = caller.name ?? caller.email ?? '';
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <UnstyledButton aria-label={name} style={{ borderRadius: '50%' }}>
          <Avatar name={name} color="initials" size={34} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={600} c="var(--mantine-color-text)">
            {name}
          </Text>
          <Text fz="xs">{caller.email}</Text>
          <Text fz="xs">
            {t(`role.${caller.role}`)}
            {caller.organisation && ` · ${caller.organisation.name}`}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t('signIn.out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
