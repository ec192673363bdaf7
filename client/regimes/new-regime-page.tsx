import { Anchor, Container, Fieldset, Grid, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { RegimeTemplate } from '../../shared/contract/regimes.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { ForRoles, LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { serverClock } from '../live/server-clock.ts';
import { toInstant, toLocal } from '../parts/local-time.ts';
import { useStartPreview } from '../previews/use-start-preview.ts';
import { EffectFields } from './effect-fields.tsx';
import { PeriodFields } from './period-fields.tsx';
import { readPrefill } from './prefill.ts';
import { checkedDraft, effectValues, kazakhZones, useRegimeForm, zoneOf } from './regime-form.ts';
import { RegimeSummary } from './regime-summary.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { TemplateCards } from './template-cards.tsx';
import { useTemplateText } from './template-text.ts';
import { WhereFields } from './where-fields.tsx';

/** Announces heavier inspections: what is said here is previewed first, and changes nothing yet. */
export function NewRegimePage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('regimes.announce')} · Otkel`);
  const checkpoints = useQuery(checkpointsQuery);
  return (
    <ForRoles roles={['planner']}>
      <Container size="xl" py="md" w="100%">
        <Anchor component={Link} to="/regimes" fz="sm" display="inline-flex" style={{ alignItems: 'center' }}>
          <IconChevronLeft size={16} aria-hidden /> {t('regimes.title')}
        </Anchor>
        <Title order={1} mt={4}>
          {t('regimes.announce')}
        </Title>
        <Text c="dimmed" mb="md">
          {t('regimes.announceText')}
        </Text>
        {checkpoints.isPending && <LoadingLines count={5} height={96} />}
        {checkpoints.isError && <LoadFailed error={checkpoints.error} retry={() => void checkpoints.refetch()} />}
        {checkpoints.data && <NewRegime checkpoints={checkpoints.data} />}
      </Container>
    </ForRoles>
  );
}

const hourMs = 3_600_000;

function NewRegime({ checkpoints }: { checkpoints: readonly Checkpoint[] }) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const [initial] = useState(() => {
    const prefilled = readPrefill(search, serverClock.now());
    const exist = prefilled.checkpointIds.filter((asked) => checkpoints.some(({ id }) => id === asked));
    return { ...prefilled, checkpointIds: exist };
  });
  const first = (ids: readonly string[]) => checkpoints.find(({ id }) => id === ids[0]);
  const form = useRegimeForm(initial, (ids) => first(ids) ?? kazakhZones);
  const start = useStartPreview({ form });
  const templateText = useTemplateText();
  const checkpoint = first(form.values.checkpointIds);
  const zones = checkpoint ?? kazakhZones;

  function startFrom(template: RegimeTemplate) {
    const { id, side, effect, hours } = template;
    const { title, source } = templateText(template);
    const { startsAt, clock } = form.getValues();
    const zone = zoneOf(clock, zones);
    const from = toInstant(startsAt, zone);
    form.setValues({
      templateId: id,
      side,
      effect: effectValues(effect),
      openEnd: hours === null,
      cause: title,
      source,
      ...(from && hours !== null && { endsAt: toLocal(new Date(Date.parse(from) + hours * hourMs), zone) }),
    });
  }

  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => {
          const regime = checkedDraft(values, zones);
          if (regime) start.mutate({ kind: 'regime', regime });
        },
        (wrong) => form.getInputNode(Object.keys(wrong)[0] ?? '')?.focus(),
      )}
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            <TemplateCards chosenId={form.values.templateId} onChoose={startFrom} />
            <WhereFields form={form} checkpoints={checkpoints} />
            <PeriodFields form={form} checkpoint={checkpoint} />
            <EffectFields form={form} />
            <ScopeFields form={form} />
            <Fieldset legend={t('regimes.form.why')} radius="lg">
              <Stack gap="sm">
                <Textarea
                  label={t('regimes.form.cause')}
                  description={t('regimes.form.causeHint')}
                  autosize
                  minRows={2}
                  maxLength={500}
                  withAsterisk
                  {...form.getInputProps('cause')}
                />
                <TextInput
                  label={t('regimes.form.source')}
                  description={t('regimes.form.sourceHint')}
                  maxLength={500}
                  withAsterisk
                  {...form.getInputProps('source')}
                />
              </Stack>
            </Fieldset>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <RegimeSummary form={form} error={start.error} pending={start.isPending} />
        </Grid.Col>
      </Grid>
    </form>
  );
}
