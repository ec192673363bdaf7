import { Accordion, NumberInput, SimpleGrid, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WayForm } from './way-form.ts';

/** How long the driver drives and rests: folded away, for nearly all keep what the rules ask for. */
export function RulesFields({ form }: { form: WayForm }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { drivingHours, restHours } = form.values.drivingRules;
  const isWrong = Object.keys(form.errors).some((path) => path.startsWith('drivingRules'));
  // A field that is wrong must not stay hidden.
  useEffect(() => {
    if (isWrong) setOpened(true);
  }, [isWrong]);
  return (
    <Accordion
      variant="contained"
      radius="lg"
      value={opened ? 'rules' : null}
      onChange={(value) => setOpened(value !== null)}
      keepMounted={false}
    >
      <Accordion.Item value="rules">
        <Accordion.Control>
          <Text fw={600}>{t('itineraries.rules')}</Text>
          <Text fz="sm" c="dimmed">
            {t('itineraries.rulesNow', { driving: drivingHours, rest: restHours })}
          </Text>
        </Accordion.Control>
        <Accordion.Panel>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NumberInput
              label={t('itineraries.drivingHours')}
              min={1}
              max={24}
              step={0.5}
              {...form.getInputProps('drivingRules.drivingHours')}
            />
            <NumberInput
              label={t('itineraries.restHours')}
              min={0}
              max={24}
              step={0.5}
              {...form.getInputProps('drivingRules.restHours')}
            />
          </SimpleGrid>
          <Text fz="xs" c="dimmed" mt="xs">
            {t('itineraries.rulesText')}
          </Text>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
