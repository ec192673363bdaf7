import { Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { GateSlot, Sailing } from '../../shared/contract/sailings.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './sailings.module.css';
import { gateSlotsQuery } from './sailings-query.ts';
import { usePorts } from './use-ports.ts';

const stateOf = ({ left, places }: GateSlot) => (left === 0 ? 'full' : left * 2 <= places ? 'filling' : 'free');

/** Slots of the port gate before the cut-off, a row for each day on the port's clock, with the places that are left. */
export function GateSlots({ sailing }: { sailing: Sailing }) {
  const { t } = useTranslation();
  const format = useFormat();
  const zone = usePorts().zone(sailing.fromPortId);
  const slots = useQuery(gateSlotsQuery(sailing.id));
  if (slots.isPending) return <LoadingLines count={3} height={28} />;
  if (slots.isError) return <LoadFailed error={slots.error} retry={() => void slots.refetch()} />;
  if (slots.data.length === 0) return <Text c="dimmed">{t('sailings.noGateSlots')}</Text>;
  const days = new Map<string, GateSlot[]>();
  for (const slot of slots.data) {
    const day = format.day(slot.startsAt, zone);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return (
    <Paper withBorder p="md">
      <div className={styles.days}>
        {[...days].map(([day, ofDay]) => (
          <section key={day} className={styles.day} aria-label={format.longDay(ofDay[0]!.startsAt, zone)}>
            <span className={styles.dayName} aria-hidden>
              {format.weekday(ofDay[0]!.startsAt, zone)}, {day}
            </span>
            <div className={styles.slots}>
              {ofDay.map((slot) => {
                const label = t('sailings.gateSlot', { time: format.time(slot.startsAt, zone), count: slot.left });
                return (
                  <span key={slot.id} className={styles.slot} data-state={stateOf(slot)} title={label}>
                    <span aria-hidden>
                      {format.time(slot.startsAt, zone)}
                      <br />
                      <b>{slot.left}</b>
                    </span>
                    <span className={styles.hidden}>{label}</span>
                  </span>
                );
              })}
            </div>
          </section>
        ))}
      </div>
      <Text fz="xs" c="dimmed" mt={6}>
        {t('sailings.gateHint', { offset: format.offset(slots.data[0]!.startsAt, zone) })}
      </Text>
    </Paper>
  );
}
