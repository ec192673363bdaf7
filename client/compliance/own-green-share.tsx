import { Anchor, Group, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { apiQuery } from '../api/client.ts';
import { useFormat } from '../i18n/format.ts';
import { ShareBar } from './share-bar.tsx';

/** A carrier's own share of green of the last week, against the aim; nothing where nothing crossed. */
export function OwnGreenShare() {
  const { t } = useTranslation();
  const format = useFormat();
  const shares = useQuery(apiQuery.compliance.greenShare.queryOptions({ input: { by: 'carrier' } }));
  const own = shares.data?.items?.[0];
  if (!shares.data || !own) return null;
  return (
    <Paper withBorder px="md" py="xs" mb="md">
      <Group justify="space-between" gap="sm">
        <Text fz="sm">{t('compliance.green.own', { aim: format.percent(shares.data.aim) })}</Text>
        <Group gap="md">
          <ShareBar counts={own} aim={shares.data.aim} />
          <Anchor component={Link} to="/compliance/green" fz="sm">
            {t('compliance.green.more')}
          </Anchor>
        </Group>
      </Group>
    </Paper>
  );
}
