import { Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Regime } from '../../shared/contract/regimes.ts';
import { useCaller } from '../api/caller.ts';
import { useFormat } from '../i18n/format.ts';
import { EffectList } from './effect-list.tsx';
import { EndRegime } from './end-regime.tsx';
import { PeriodText } from './period-text.tsx';
import { RegimeState } from './regime-state.tsx';
import { useCheckpointText, useSideText } from './use-checkpoint-text.ts';
import { useScopeText } from './use-effect-text.ts';

/** One regime whole: why, where, when, what, whom, and who said so. */
export function RegimeCard({ regime }: { regime: Regime }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { role } = useCaller();
  const [ending, end] = useDisclosure();
  const text = useCheckpointText();
  const sideText = useSideText();
  const scopeText = useScopeText();
  const { checkpointIds, side, direction, startsAt, endsAt, endedAt, mix, scope } = regime;
  const first = text.find(checkpointIds[0] ?? '');
  const neverBegan = endedAt !== null && Date.parse(endedAt) <= Date.parse(startsAt);
  return (
    <Paper withBorder p="md" id={`regime-${regime.id}`} component="article" tabIndex={-1}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Stack gap={2} flex={1} miw={220}>
          <Group gap="xs">
            <RegimeState state={regime.state} />
            <Text fw={650}>{regime.cause}</Text>
          </Group>
          <Text fz="sm" fw={600}>
            {text.namesOf(checkpointIds)}
          </Text>
          <Text fz="sm" c="dimmed">
            {sideText(checkpointIds, side, direction)}
          </Text>
          <Text fz="sm">
            <PeriodText startsAt={startsAt} endsAt={neverBegan ? endsAt : (endedAt ?? endsAt)} checkpoint={first} />
            {neverBegan && ` · ${t('regimes.neverBegan')}`}
          </Text>
        </Stack>
        {role === 'planner' && regime.state !== 'over' && (
          <Button variant="default" size="xs" onClick={end.open}>
            {t('regimes.end')}
          </Button>
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="sm" spacing="sm">
        <div>
          <Text fz="xs" c="dimmed">
            {t('regimes.sets')}
          </Text>
          <EffectList effect={regime.effect} />
        </div>
        <div>
          <Text fz="xs" c="dimmed">
            {t('regimes.whom')}
          </Text>
          <Text fz="sm">
            {scopeText(scope)}
            {scope.kind !== 'all' &&
              ` · ${t('regimes.measured', { share: format.percent(mix.inScopeShare), count: mix.trucks, trucks: format.number(mix.trucks) })}`}
          </Text>
        </div>
      </SimpleGrid>
      <Text fz="xs" c="dimmed" mt="xs">
        {t('regimes.sourceOf', { source: regime.source })}
        {endedAt && ` · ${t('regimes.ended', { reason: regime.endReason ?? '' })}`}
      </Text>
      {ending && <EndRegime regime={regime} zone={first?.kzZone ?? 'Asia/Almaty'} onClose={end.close} />}
    </Paper>
  );
}
