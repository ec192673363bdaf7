import { Container, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Role } from '../../shared/words.ts';
import { useCaller } from '../api/caller.ts';
import { ForRoles } from '../app/page-state.tsx';

const pages = [
  { id: 'blocked', to: '/compliance', roles: ['reviewer', 'planner'] },
  { id: 'lists', to: '/compliance/lists', roles: ['reviewer', 'planner', 'administrator'] },
  { id: 'green', to: '/compliance/green', roles: ['reviewer', 'planner', 'administrator', 'dispatcher'] },
] as const satisfies readonly { id: string; to: string; roles: readonly Role[] }[];

interface ComplianceFrameProps {
  page: (typeof pages)[number]['id'];
  children: ReactNode;
}

/** The three pages of compliance under one head, each for the roles that may ask for it. */
export function ComplianceFrame({ page, children }: ComplianceFrameProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { role } = useCaller();
  useDocumentTitle(`${t(`compliance.page.${page}.title`)} · Otkel`);
  const own = pages.filter(({ roles }) => roles.some((allowed) => allowed === role));
  const here = pages.find(({ id }) => id === page);
  return (
    <ForRoles roles={here?.roles ?? []}>
      <Container size="xl" py="md" w="100%">
        <Group justify="space-between" mb="md" align="flex-start">
          <Stack gap={0} flex={1} miw={240}>
            <Title order={1}>{t(`compliance.page.${page}.title`)}</Title>
            <Text c="dimmed">{t(`compliance.page.${page}.intro`)}</Text>
          </Stack>
          {own.length > 1 && (
            <SegmentedControl
              aria-label={t('compliance.pages')}
              value={page}
              onChange={(id) => void navigate(pages.find((each) => each.id === id)?.to ?? '/compliance')}
              data={own.map(({ id }) => ({ value: id, label: t(`compliance.page.${id}.short`) }))}
            />
          )}
        </Group>
        {children}
      </Container>
    </ForRoles>
  );
}
