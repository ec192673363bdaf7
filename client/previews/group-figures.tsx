import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cargoGroupSchema, type PreviewFigures } from '../../shared/contract/previews.ts';
import { useFormat } from '../i18n/format.ts';

const counts = ['over', 'moved', 'unplaced'] as const;

/** The cargo that suffers most from waiting apart from the rest. */
export function GroupFigures({ groups }: Pick<PreviewFigures, 'groups'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section aria-label={t('previews.groups')}>
      <Title order={2} mb="xs">
        {t('previews.groups')}
      </Title>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        {cargoGroupSchema.options.map((group) => (
          <Paper key={group} withBorder px="md" py="sm">
            <Text fz="sm" fw={600}>
              {t(`previews.group.${group}`)}
            </Text>
            <dl style={{ margin: 0 }}>
              {counts.map((count) => {
                const value = groups[group][count];
                const isBad = count === 'unplaced' && value > 0;
                return (
                  <Text key={count} component="div" fz="sm" {...(isBad && { c: 'var(--mantine-color-error)' })}>
                    <dt style={{ display: 'inline' }}>{t(`previews.count.${count}`)}: </dt>
                    <dd style={{ display: 'inline', margin: 0, fontWeight: 650 }}>{format.number(value)}</dd>
                  </Text>
                );
              })}
            </dl>
          </Paper>
        ))}
      </SimpleGrid>
    </section>
  );
}
