import { Alert, Button, Container, NavLink, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { IconAlertCircle, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { z } from 'zod';
import { authClient } from '../api/auth.ts';
import { useIsDemo } from '../api/caller.ts';

const demoPassword = 'otkel-demo-2026';
const demoRoles = [
  { role: 'dispatcher', email: 'dispatcher@demo.otkel' },
  { role: 'officer', email: 'officer@demo.otkel' },
  { role: 'planner', email: 'planner@demo.otkel' },
  { role: 'reviewer', email: 'reviewer@demo.otkel' },
  { role: 'administrator', email: 'admin@demo.otkel' },
] as const;

const locationStateSchema = z.object({ backTo: z.string().startsWith('/') }).catch({ backTo: '/' });

export function SignInPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('signIn.title')} · Otkel`);
  const navigate = useNavigate();
  const { backTo } = locationStateSchema.parse(useLocation().state);
  const queryClient = useQueryClient();
  const isDemo = useIsDemo();
  const [problem, setProblem] = useState<'wrong' | 'tooMany' | 'broken'>();
  const form = useForm({ initialValues: { email: '', password: '' } });

  async function signIn(values: typeof form.values) {
    setProblem(undefined);
    const { error } = await authClient.signIn.email(values);
    if (error) {
      setProblem(error.status === 429 ? 'tooMany' : error.status >= 400 && error.status < 500 ? 'wrong' : 'broken');
      return;
    }
    await queryClient.resetQueries();
    await navigate(backTo, { replace: true });
  }

  const problemText = {
    wrong: t('signIn.wrong'),
    tooMany: t('error.TOO_MANY_REQUESTS'),
    broken: t('error.OFFLINE'),
  };

  return (
    <Container size={420} py="xl" w="100%">
      <Title order={1} mb="md">
        {t('signIn.title')}
      </Title>
      <Paper withBorder p="lg">
        <form onSubmit={form.onSubmit(signIn)}>
          <Stack>
            <TextInput
              label={t('signIn.email')}
              type="email"
              required
              autoComplete="username"
              {...form.getInputProps('email')}
            />
            <PasswordInput
              label={t('signIn.password')}
              required
              autoComplete="current-password"
              {...form.getInputProps('password')}
            />
            {problem && (
              <Alert color="red" variant="light" icon={<IconAlertCircle size={20} />} role="alert">
                {problemText[problem]}
              </Alert>
            )}
            <Button type="submit" loading={form.submitting}>
              {t('signIn.button')}
            </Button>
          </Stack>
        </form>
      </Paper>
      {isDemo && (
        <Paper withBorder p="md" mt="md">
          <Title order={2}>{t('signIn.demoTitle')}</Title>
          <Text fz="sm" c="dimmed" mb="xs">
            {t('signIn.demoText', { password: demoPassword })}
          </Text>
          {demoRoles.map(({ role, email }) => (
            <NavLink
              key={email}
              component="button"
              type="button"
              label={t(`role.${role}`)}
              description={email}
              leftSection={<IconUser size={18} stroke={1.7} />}
              style={{ borderRadius: 'var(--mantine-radius-md)' }}
              onClick={() => form.setValues({ email, password: demoPassword })}
            />
          ))}
        </Paper>
      )}
    </Container>
  );
}
