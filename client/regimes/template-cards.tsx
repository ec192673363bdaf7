import { Button, Paper, SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RegimeTemplate } from '../../shared/contract/regimes.ts';
import { EffectList } from './effect-list.tsx';
import styles from './regimes.module.css';
import { templatesQuery } from './regimes-query.ts';
import { useAssumedText, useTemplateText } from './template-text.ts';

interface TemplateCardsProps {
  chosenId: string | null;
  onChoose: (template: RegimeTemplate) => void;
}

/** What was really seen, to start from: what was reported then, what it sets, and which of the numbers are ours. */
export function TemplateCards({ chosenId, onChoose }: TemplateCardsProps) {
  const { t } = useTranslation();
  const textOf = useTemplateText();
  const assumedText = useAssumedText();
  const templates = useQuery(templatesQuery).data?.items;
  if (!templates || templates.length === 0) return null;
  return (
    <section aria-label={t('regimes.templates')}>
      <Text fw={650} mb="xs">
        {t('regimes.templates')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="sm">
        {templates.map((template) => (
          <Paper
            key={template.id}
            withBorder
            p="sm"
            className={styles.template ?? ''}
            data-chosen={template.id === chosenId || undefined}
          >
            <Text fz="sm" fw={600}>
              {textOf(template).title}
            </Text>
            <Text fz="sm">{textOf(template).seen}</Text>
            <EffectList effect={template.effect} />
            <Text fz="xs" c="dimmed">
              {t('regimes.sourceOf', { source: textOf(template).source })}
            </Text>
            {template.assumed.length > 0 && (
              <Text fz="xs" c="dimmed">
                {t('regimes.ours', { what: assumedText(template.assumed) })}
              </Text>
            )}
            <Button
              mt="auto"
              size="compact-sm"
              variant={template.id === chosenId ? 'filled' : 'light'}
              aria-pressed={template.id === chosenId}
              onClick={() => onChoose(template)}
            >
              {t('regimes.useTemplate')}
            </Button>
          </Paper>
        ))}
      </SimpleGrid>
    </section>
  );
}
