import { Fieldset, Group, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { channelSchema } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import { NumberNow } from './number-now.tsx';
import { minuteKinds, type RegimeForm, serverKinds, shareKinds } from './regime-form.ts';
import styles from './regimes.module.css';
import { useCalendarNow } from './use-calendar-now.ts';

/** What the regime sets. What is left empty stays as the calendar has it, and that stands beside each field. */
export function EffectFields({ form }: { form: RegimeForm }) {
  const { t } = useTranslation();
  const { checkpointIds, side, direction } = form.values;
  const now = useCalendarNow(checkpointIds, side, direction === 'both' ? null : direction);
  const problem = form.errors.effect;
  return (
    <Fieldset legend={t('regimes.form.effect')} radius="lg">
      <Text fz="sm" c="dimmed" mb="xs">
        {t('regimes.form.effectHint')}
      </Text>
      <Stack gap="md">
        <SimpleGrid cols={3} spacing="sm">
          {serverKinds.map((kind) => (
            <NumberNow
              key={kind}
              label={t(`regimes.form.${kind}`)}
              now={now(kind)}
              allowDecimal={false}
              {...form.getInputProps(`effect.${kind}`)}
            />
          ))}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          {minuteKinds.map((kind) => (
            <NumberNow
              key={kind}
              label={t(`regimes.form.${kind}`)}
              now={now(kind)}
              suffix={` ${t('regimes.form.minutes')}`}
              {...form.getInputProps(`effect.${kind}`)}
            />
          ))}
        </SimpleGrid>
        <ShareFields form={form} now={{ scanShares: now('scanShare'), examinationShares: now('examinationShare') }} />
        <PaceFields form={form} />
        {problem && (
          <Text fz="sm" c="var(--mantine-color-error)" role="alert">
            {problem}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

type ShareRanges = Record<(typeof shareKinds)[number], ReturnType<ReturnType<typeof useCalendarNow>>>;

function ShareFields({ form, now }: { form: RegimeForm; now: ShareRanges }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ofAll = (kind: (typeof shareKinds)[number]) => {
    const range = now[kind];
    if (!range) return undefined;
    const [least, most] = [format.percent(range.least), format.percent(range.most)];
    return t('regimes.form.shareNow', { share: least === most ? least : `${least}–${most}` });
  };
  return (
    <div className={styles.sharesTable}>
      <Text fz="xs" c="dimmed">
        {t('regimes.form.shares')}
      </Text>
      {shareKinds.map((kind) => (
        <div key={kind}>
          <Text fz="sm" fw={500}>
            {t(`regimes.form.${kind}`)}
          </Text>
          <Text fz="xs" c="dimmed">
            {ofAll(kind)}
          </Text>
        </div>
      ))}
      {channelSchema.options.map((channel) => [
        <Text key={channel} fz="sm">
          {t(`regimes.channel.${channel}`)}
        </Text>,
        ...shareKinds.map((kind) => (
          <NumberInput
            key={`${channel} ${kind}`}
            aria-label={`${t(`regimes.form.${kind}`)}: ${t(`regimes.channel.${channel}`)}`}
            suffix=" %"
            hideControls
            allowNegative={false}
            placeholder={t('regimes.form.unchanged')}
            {...form.getInputProps(`effect.${kind}.${channel}`)}
          />
        )),
      ])}
    </div>
  );
}

/** As it is announced: 650 instead of 800. */
function PaceFields({ form }: { form: RegimeForm }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { takes, insteadOf } = form.values.effect.paceFactor;
  const factor = Number(takes) / Number(insteadOf);
  const field = { hideControls: true, allowNegative: false, w: 110 } as const;
  return (
    <div>
      <Group gap="sm" align="flex-end">
        <NumberInput label={t('regimes.form.takes')} {...field} {...form.getInputProps('effect.paceFactor.takes')} />
        <NumberInput
          label={t('regimes.form.insteadOf')}
          {...field}
          {...form.getInputProps('effect.paceFactor.insteadOf')}
        />
        {takes !== '' && insteadOf !== '' && Number.isFinite(factor) && (
          <Text fz="sm" pb={8} aria-live="polite">
            = {format.percent(factor)}
          </Text>
        )}
      </Group>
      <Text fz="xs" c="dimmed" mt={4}>
        {t('regimes.form.paceHint')}
      </Text>
      {form.errors['effect.paceFactor'] && (
        <Text fz="xs" c="var(--mantine-color-error)">
          {form.errors['effect.paceFactor']}
        </Text>
      )}
    </div>
  );
}
