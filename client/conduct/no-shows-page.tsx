import { Container, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useCaller } from '../api/caller.ts';
import { ForRoles } from '../app/page-state.tsx';
import { Entries } from './entries.tsx';
import { OwnRecord } from './own-record.tsx';

/** The no-show record: a carrier's own, or the appeals that a planner decides. */
export function NoShowsPage() {
  return (
    <ForRoles roles={['dispatcher', 'planner']}>
      <NoShows />
    </ForRoles>
  );
}

function NoShows() {
  const { t } = useTranslation();
  const isPlanner = useCaller().role === 'planner';
  const title = t(isPlanner ? 'conduct.appeals' : 'conduct.title');
  useDocumentTitle(`${title} · Otkel`);
  return (
    <Container size="xl" py="md" w="100%">
      <Title order={1}>{title}</Title>
      <Text c="dimmed" mb="md" maw={760}>
        {t(isPlanner ? 'conduct.appealsIntro' : 'conduct.intro')}
      </Text>
      {!isPlanner && <OwnRecord />}
      <Entries isPlanner={isPlanner} />
    </Container>
  );
}
