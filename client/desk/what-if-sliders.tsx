import { Fieldset, Group, SimpleGrid, Slider, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { channelSchema } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { minuteKinds, serverKinds, shareKinds, sliderMax, type WhatIfValues } from './what-if-values.ts';

interface WhatIfSlidersProps {
  base: WhatIfValues;
  values: WhatIfValues;
  onChange: (values: WhatIfValues) => void;
}

/** Servers, minutes and shares of one side; each says what it was where it was moved. */
export function WhatIfSliders({ base, values, onChange }: WhatIfSlidersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const minutes = (value: number) => t('queue.minutes', { value: format.number(value) });
  return (
    <Stack gap="sm">
      <Fieldset legend={t('desk.whatIf.servers')} p="sm">
        {serverKinds.map((kind) => (
          <OneSlider
            key={kind}
            group={t('desk.whatIf.servers')}
            label={t(`desk.whatIf.${kind}`)}
            base={base[kind]}
            value={values[kind]}
            max={sliderMax(kind, base[kind])}
            step={1}
            say={format.number}
            onChange={(value) => onChange({ ...values, [kind]: value })}
          />
        ))}
      </Fieldset>
      <Fieldset legend={t('desk.whatIf.minutes')} p="sm">
        {minuteKinds.map((kind) => (
          <OneSlider
            key={kind}
            group={t('desk.whatIf.minutes')}
            label={t(`desk.whatIf.${kind}`)}
            base={base[kind]}
            value={values[kind]}
            min={1}
            max={sliderMax(kind, base[kind])}
            step={0.5}
            say={minutes}
            onChange={(value) => onChange({ ...values, [kind]: value })}
          />
        ))}
      </Fieldset>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 1 }} spacing="sm">
        {shareKinds.map((kind) => (
          <Fieldset key={kind} legend={t(`desk.whatIf.${kind}`)} p="sm">
            {channelSchema.options.map((channel) => (
              <OneSlider
                key={channel}
                group={t(`desk.whatIf.${kind}`)}
                label={t(`desk.whatIf.channel.${channel}`)}
                base={base[kind][channel]}
                value={values[kind][channel]}
                max={1}
                step={0.01}
                say={format.percent}
                onChange={(value) => onChange({ ...values, [kind]: { ...values[kind], [channel]: value } })}
              />
            ))}
          </Fieldset>
        ))}
      </SimpleGrid>
    </Stack>
  );
}

interface OneSliderProps {
  /** the legend above it: shares have the same names twice */
  group: string;
  label: string;
  base: number;
  value: number;
  min?: number;
  max: number;
  step: number;
  say: (value: number) => string;
  onChange: (value: number) => void;
}

/** The mark is where the calendar has it. */
function OneSlider({ group, label, base, value, min = 0, max, step, say, onChange }: OneSliderProps) {
  const moved = value !== base;
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fz="sm">{label}</Text>
        <Text fz="sm" fw={moved ? 700 : 400} {...(!moved && { c: 'dimmed' })} style={{ whiteSpace: 'nowrap' }}>
          {moved ? `${say(base)} → ${say(value)}` : say(value)}
        </Text>
      </Group>
      <Slider
        size="sm"
        my={6}
        min={min}
        max={max}
        step={step}
        value={value}
        label={say}
        marks={[{ value: base }]}
        thumbLabel={`${group}: ${label}`}
        thumbValueText={say(value)}
        onChange={onChange}
      />
    </div>
  );
}
