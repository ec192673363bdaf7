import { Group, SegmentedControl, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { blockedStateSchema } from '../../shared/contract/compliance.ts';
import { BlockedList } from './blocked-list.tsx';
import { ComplianceFrame } from './compliance-frame.tsx';

const decidedStates = ['released', 'refused'] as const;

/** The desk of the reviewer: what waits for a decision, and below it what was decided. A planner looks on. */
export function CompliancePage() {
  const { t } = useTranslation();
  const [decided, setDecided] = useState<(typeof decidedStates)[number]>('released');
  return (
    <ComplianceFrame page="blocked">
      <Stack gap="xl">
        <section aria-label={t('compliance.waiting')}>
          <BlockedList state="open" />
        </section>
        <section aria-labelledby="decided">
          <Group justify="space-between" mb="sm">
            <Title order={2} id="decided">
              {t('compliance.decided')}
            </Title>
            <SegmentedControl
              aria-label={t('compliance.decided')}
              size="sm"
              value={decided}
              onChange={(state) => setDecided(blockedStateSchema.exclude(['open']).parse(state))}
              data={decidedStates.map((value) => ({ value, label: t(`compliance.state.${value}`) }))}
            />
          </Group>
          <BlockedList state={decided} />
        </section>
      </Stack>
    </ComplianceFrame>
  );
}
