import { Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Sailing } from '../../shared/contract/sailings.ts';
import { PortTime } from './port-time.tsx';
import styles from './sailings.module.css';

/** What happens when, in order: both cut-offs, departure, arrival in the middle and for four of five. */
export function CutoffLine({ sailing, now }: { sailing: Sailing; now: Date }) {
  const { t } = useTranslation();
  const { fromPortId, toPortId } = sailing;
  const steps = [
    { step: 'document', instant: sailing.documentCutoffAt, portId: fromPortId },
    { step: 'gate', instant: sailing.gateCutoffAt, portId: fromPortId },
    { step: 'departure', instant: sailing.expectedDepartureAt, portId: fromPortId },
    { step: 'arrival', instant: sailing.expectedArrivalAt, portId: toPortId },
    { step: 'arrivalP80', instant: sailing.arrivalP80At, portId: toPortId },
  ] as const;
  const isMoved = sailing.expectedDepartureAt !== sailing.plannedDepartureAt;
  return (
    <Paper withBorder p="md">
      <ol className={styles.steps} aria-label={t('sailings.times')}>
        {steps.map(({ step, instant, portId }) => (
          <li key={step} className={styles.step} data-past={new Date(instant) <= now || undefined}>
            <Text fz="sm" fw={600}>
              {t(`sailings.step.${step}`)}
            </Text>
            <PortTime instant={instant} portId={portId} />
            {step === 'departure' && isMoved && (
              <Text fz="xs" c="dimmed" td="line-through">
                <PortTime instant={sailing.plannedDepartureAt} portId={portId} />
              </Text>
            )}
            <Text fz="xs" c="dimmed">
              {t(`sailings.stepText.${step}`)}
            </Text>
          </li>
        ))}
      </ol>
    </Paper>
  );
}
