import { Button, Group, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { toInstant, toLocal } from '../parts/local-time.ts';
import { readAuditFilter } from './audit-query.ts';
import { subjectKinds } from './subjects.ts';

const zone = 'Asia/Almaty';

/** The filters of the address. The kind counts at once, the others with Enter or the button. */
export function AuditFilters() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const filter = readAuditFilter(params);
  const local = (instant: string | undefined) => (instant ? toLocal(new Date(instant), zone) : '');
  const form = useForm({
    initialValues: {
      subjectKind: filter.subjectKind ?? '',
      subjectId: filter.subjectId ?? '',
      actor: filter.actor ?? '',
      from: local(filter.from),
      to: local(filter.to),
    },
  });

  function apply(changed: Partial<typeof form.values> = {}) {
    const values = { ...form.values, ...changed };
    const wished = { ...values, from: toInstant(values.from, zone) ?? '', to: toInstant(values.to, zone) ?? '' };
    setParams(Object.fromEntries(Object.entries(wished).filter(([, value]) => value.trim() !== '')));
  }

  return (
    <form onSubmit={form.onSubmit(() => apply())}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} spacing="sm" mb="xs">
        <Select
          label={t('audit.kind')}
          placeholder={t('audit.allKinds')}
          clearable
          searchable
          data={subjectKinds.map((kind) => ({ value: kind, label: t(`audit.kinds.${kind}`) }))}
          value={form.values.subjectKind || null}
          onChange={(kind) => apply({ subjectKind: kind ?? '' })}
        />
        <TextInput label={t('audit.subject')} {...form.getInputProps('subjectId')} />
        <TextInput label={t('audit.actor')} {...form.getInputProps('actor')} />
        <TextInput type="datetime-local" label={t('audit.from')} {...form.getInputProps('from')} />
        <TextInput type="datetime-local" label={t('audit.to')} {...form.getInputProps('to')} />
      </SimpleGrid>
      <Group justify="flex-end" mb="md">
        {params.size > 0 && (
          <Button variant="subtle" size="xs" onClick={() => setParams({})}>
            {t('audit.reset')}
          </Button>
        )}
        <Button type="submit" variant="default" size="xs">
          {t('audit.apply')}
        </Button>
      </Group>
    </form>
  );
}
