import { Anchor, Container, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { SourceBadge } from '../parts/source-badge.tsx';
import styles from './measures.module.css';
import { measures } from './measures.ts';

const sources = ['gate', 'simulated', 'forecast', 'bookings', 'calendar', 'none'] as const;
const details = ['what', 'from', 'often', 'limits'] as const;

/** What each number on the screens is: what is counted, from what, how often, and what it does not say. */
export function MeasuresPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('measures.title')} · Otkel`);
  useScrollToHash();
  return (
    <Container size="md" py="md" w="100%">
      <Stack gap="md">
        <div>
          <Title order={1}>{t('measures.title')}</Title>
          <Text c="dimmed" mt={4}>
            {t('measures.intro')}
          </Text>
        </div>
        <Paper withBorder p="md" id="sources" className={styles.part ?? ''}>
          <Title order={2} mb="xs">
            {t('measures.sources')}
          </Title>
          <dl className={styles.sources}>
            {sources.map((source) => (
              <div key={source}>
                <dt>
                  <SourceBadge source={source} />
                </dt>
                <Text component="dd" m={0} fz="sm">
                  {t(`measures.source.${source}`)}
                </Text>
              </div>
            ))}
          </dl>
        </Paper>
        {measures.map(({ name, from, often, sources: own }) => (
          <Paper key={name} withBorder p="md" id={name} className={styles.part ?? ''}>
            <Group justify="space-between" gap="xs" mb="xs">
              <Title order={2}>{t(`measures.number.${name}.name`)}</Title>
              <Group gap={6}>
                {own.map((source) => (
                  <SourceBadge key={source} source={source} />
                ))}
              </Group>
            </Group>
            <dl className={styles.details}>
              {details.map((detail) => (
                <div key={detail}>
                  <Text component="dt" fz="sm" c="dimmed">
                    {t(`measures.${detail}`)}
                  </Text>
                  <Text component="dd" m={0} fz="sm">
                    {detail === 'from' && t(`measures.fromOf.${from}`)}
                    {detail === 'often' && t(`measures.oftenOf.${often}`)}
                    {(detail === 'what' || detail === 'limits') && t(`measures.number.${name}.${detail}`)}
                  </Text>
                </div>
              ))}
            </dl>
          </Paper>
        ))}
        <Data />
      </Stack>
    </Container>
  );
}

const downloads = [
  { name: 'live', href: '/api/live' },
  { name: 'forecasts', href: '/api/forecasts' },
  { name: 'history', href: '/api/queue-history.csv' },
  { name: 'docs', href: '/api/docs' },
] as const;

function Data() {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" id="data" className={styles.part ?? ''}>
      <Title order={2} mb={4}>
        {t('measures.data')}
      </Title>
      <Text fz="sm" c="dimmed" mb="sm">
        {t('measures.dataText')}
      </Text>
      <dl className={styles.details}>
        {downloads.map(({ name, href }) => (
          <div key={name}>
            <dt>
              <Anchor href={href} fz="sm" ff="monospace">
                {href}
              </Anchor>
            </dt>
            <Text component="dd" m={0} fz="sm">
              {t(`measures.download.${name}`)}
            </Text>
          </div>
        ))}
      </dl>
    </Paper>
  );
}

/** The router keeps the hash and scrolls to nothing: the page is there only after its chunk. */
function useScrollToHash(): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'start' });
  }, [hash]);
}
