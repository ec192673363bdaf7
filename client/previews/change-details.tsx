import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Change } from '../../shared/contract/changes.ts';
import { useFormat } from '../i18n/format.ts';
import { EffectList } from '../regimes/effect-list.tsx';
import { PeriodText } from '../regimes/period-text.tsx';
import { regimesQuery } from '../regimes/regimes-query.ts';
import { useCheckpointText, useSideText } from '../regimes/use-checkpoint-text.ts';
import { useScopeText } from '../regimes/use-effect-text.ts';
import { namedCheckpoints } from './use-change-text.ts';

/** What a change says, in words: side, period, what it sets, and why. */
export function ChangeDetails({ change }: { change: Change }) {
  const { t } = useTranslation();
  const sideText = useSideText();
  const scopeText = useScopeText();
  const { find } = useCheckpointText();
  const ids = namedCheckpoints(change);
  const checkpoint = find(ids[0] ?? '');
  const period = change.kind === 'regime' ? change.regime : 'startsAt' in change ? change : undefined;
  const subject = change.kind === 'regime' ? change.regime : 'side' in change ? change : undefined;
  const reason = change.kind === 'regime' ? change.regime.cause : change.reason;
  return (
    <Stack gap={4}>
      {subject && <Text fz="sm">{sideText(ids, subject.side, subject.direction)}</Text>}
      {period && (
        <Text fz="sm">
          <PeriodText startsAt={period.startsAt} endsAt={period.endsAt} checkpoint={checkpoint} />
        </Text>
      )}
      {change.kind === 'regime' && (
        <>
          <EffectList effect={change.regime.effect} />
          <Text fz="sm">
            {t('regimes.whom')}: {scopeText(change.regime.scope)}
          </Text>
        </>
      )}
      {change.kind === 'end-regime' && <EndedRegime regimeId={change.regimeId} />}
      {change.kind === 'shift' && <EffectList effect={change.open} />}
      {change.kind === 'calendar' && <CalendarSet change={change} />}
      <Text fz="sm" c="dimmed">
        {reason}
        {change.kind === 'regime' && ` · ${t('regimes.sourceOf', { source: change.regime.source })}`}
      </Text>
    </Stack>
  );
}

function EndedRegime({ regimeId }: { regimeId: string }) {
  const sideText = useSideText();
  const { find } = useCheckpointText();
  const regime = useQuery(regimesQuery(true)).data?.find(({ id }) => id === regimeId);
  if (!regime) return null;
  const { cause, checkpointIds, side, direction, startsAt, endsAt, effect } = regime;
  return (
    <>
      <Text fz="sm" fw={600}>
        {cause}
      </Text>
      <Text fz="sm">
        {sideText(checkpointIds, side, direction)},{' '}
        <PeriodText startsAt={startsAt} endsAt={endsAt} checkpoint={find(checkpointIds[0] ?? '')} />
      </Text>
      <EffectList effect={effect} />
    </>
  );
}

function CalendarSet({ change }: { change: Extract<Change, { kind: 'calendar' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { scanShare, examinationShare, ...effect } = change.set;
  const shares = [
    scanShare !== undefined && `${t('rules.scanShare')}: ${format.percent(scanShare)}`,
    examinationShare !== undefined && `${t('rules.examinationShare')}: ${format.percent(examinationShare)}`,
  ].filter(Boolean);
  return (
    <>
      <Text fz="sm">{t('rules.everyDay', { from: change.fromLocalHour, to: change.toLocalHour })}</Text>
      <EffectList effect={effect} />
      {shares.length > 0 && <Text fz="sm">{shares.join('; ')}</Text>}
    </>
  );
}
