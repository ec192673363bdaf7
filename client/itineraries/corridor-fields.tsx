import { Button, Fieldset, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Corridor } from '../../shared/contract/corridors.ts';
import { useFormat } from '../i18n/format.ts';
import { toInstant } from '../parts/local-time.ts';
import { WayLine } from '../parts/way-line.tsx';
import { kazakhZone, type Places } from './places.ts';
import { type WayForm, zonesOf } from './way-form.ts';

interface CorridorFieldsProps {
  form: WayForm;
  corridors: readonly Corridor[];
  places: Places;
  onChoose: (corridorId: string, isReversed: boolean) => void;
}

/** Which way, from which end, and when: each time on the clock of its end, with the other clock under it. */
export function CorridorFields({ form, corridors, places, onChoose }: CorridorFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { corridorId, isReversed, readyAt, arriveBy } = form.values;
  const corridor = corridors.find(({ id }) => id === corridorId);
  const zones = zonesOf(corridor, isReversed);
  const [from, to] = isReversed ? [corridor?.to, corridor?.from] : [corridor?.from, corridor?.to];
  const nameOf = ({ from, to }: Corridor) => `${places.name(from.id)} — ${places.name(to.id)}`;
  const main = corridor?.ways[0];

  /** the same instant on the clock of the other end, and on the Kazakh one where both are abroad */
  const elsewhere = (local: string, zone: string) => {
    const instant = toInstant(local, zone);
    if (!instant || !from || !to) return undefined;
    const others = [from, to].filter((end) => format.offset(instant, end.zone) !== format.offset(instant, zone));
    const there = others.map((end) =>
      t('itineraries.clockAt', { place: places.name(end.id), time: format.dayAndTime(instant, end.zone) }),
    );
    const isKazakhShown = [from, to].some(
      (end) => format.offset(instant, end.zone) === format.offset(instant, kazakhZone),
    );
    const kazakh = isKazakhShown
      ? []
      : [t('itineraries.inKazakhstan', { time: format.dayAndTime(instant, kazakhZone) })];
    return [...there, ...kazakh].join(' · ') || undefined;
  };

  return (
    <Fieldset legend={t('itineraries.corridor')} radius="lg">
      <Stack gap="sm">
        <Group align="flex-start" wrap="nowrap" gap="xs">
          <Select
            label={t('itineraries.corridorLabel')}
            placeholder={t('itineraries.corridorHint')}
            flex={1}
            searchable
            allowDeselect={false}
            withAsterisk
            data={corridors.map((each) => ({ value: each.id, label: nameOf(each) }))}
            {...form.getInputProps('corridorId')}
            onChange={(id) => id && onChoose(id, isReversed)}
          />
          <Button
            variant="default"
            mt={25}
            px="sm"
            disabled={!corridor}
            aria-pressed={isReversed}
            aria-label={t('itineraries.swap')}
            title={t('itineraries.swap')}
            onClick={() => onChoose(corridorId, !isReversed)}
          >
            <IconArrowsExchange size={20} aria-hidden />
          </Button>
        </Group>
        {corridor && main && (
          <>
            <Text fz="sm" aria-live="polite">
              {t('itineraries.direction', { from: places.name(from?.id ?? ''), to: places.name(to?.id ?? '') })}{' '}
              <Text span fz="sm" c="dimmed">
                {t('itineraries.ways', { count: corridor.ways.length })}
              </Text>
            </Text>
            <WayLine way={main} isReversed={isReversed} isShort />
            {main.legs.some(({ isEstimated }) => isEstimated) && (
              <Text fz="xs" c="dimmed">
                {t('itineraries.estimated')}
              </Text>
            )}
          </>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            type="datetime-local"
            label={from ? t('itineraries.readyAtIn', { place: places.name(from.id) }) : t('itineraries.readyAt')}
            description={elsewhere(readyAt, zones.from)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...form.getInputProps('readyAt')}
          />
          <TextInput
            type="datetime-local"
            label={to ? t('itineraries.arriveByIn', { place: places.name(to.id) }) : t('itineraries.arriveBy')}
            description={elsewhere(arriveBy, zones.to)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...form.getInputProps('arriveBy')}
          />
        </SimpleGrid>
      </Stack>
    </Fieldset>
  );
}
