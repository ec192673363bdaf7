import { Button, Paper, Stack, Text } from '@mantine/core';
import { IconChartHistogram } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { regimeEffectSchema } from '../../shared/contract/regimes.ts';
import { FormError } from '../parts/form-error.tsx';
import { toInstant } from '../parts/local-time.ts';
import { EffectList } from './effect-list.tsx';
import { PeriodText } from './period-text.tsx';
import { effectOf, kazakhZones, type RegimeForm, zoneOf } from './regime-form.ts';
import { useCheckpointText, useSideText } from './use-checkpoint-text.ts';

interface RegimeSummaryProps {
  form: RegimeForm;
  error: unknown;
  pending: boolean;
}

/** What the form says, in words, and the way on. */
export function RegimeSummary({ form, error, pending }: RegimeSummaryProps) {
  const { t } = useTranslation();
  const { find, namesOf } = useCheckpointText();
  const sideText = useSideText();
  const { checkpointIds, side, direction, clock, startsAt, endsAt, openEnd } = form.values;
  const checkpoint = find(checkpointIds[0] ?? '');
  const zone = zoneOf(clock, checkpoint ?? kazakhZones);
  const from = toInstant(startsAt, zone);
  const to = openEnd ? null : toInstant(endsAt, zone);
  const effect = regimeEffectSchema.safeParse(effectOf(form.values.effect)).data;
  return (
    <Paper withBorder p="md" style={{ position: 'sticky', top: 74 }}>
      <Stack gap="xs">
        <Text fw={650}>{t('regimes.form.summary')}</Text>
        <Text fz="sm">
          {checkpointIds.length === 0 ? t('regimes.field.checkpointIds') : namesOf(checkpointIds)}
          {checkpointIds.length > 0 && (
            <Text fz="sm" c="dimmed" component="span" display="block">
              {sideText(checkpointIds, side, direction === 'both' ? null : direction)}
            </Text>
          )}
        </Text>
        {from && to !== undefined && (
          <Text fz="sm">
            <PeriodText startsAt={from} endsAt={to} checkpoint={checkpoint} />
          </Text>
        )}
        {effect ? (
          <EffectList effect={effect} />
        ) : (
          <Text fz="sm" c="dimmed">
            {t('regimes.field.effect')}
          </Text>
        )}
        <FormError error={error} form={form} />
        <Button type="submit" size="md" loading={pending} leftSection={<IconChartHistogram size={18} />}>
          {t('previews.compute')}
        </Button>
        <Text fz="xs" c="dimmed">
          {t('previews.nothingYet')}
        </Text>
      </Stack>
    </Paper>
  );
}
