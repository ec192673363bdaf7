import { Anchor, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../i18n/format.ts';
import { useChangeRules } from './change-rules-query.ts';

/** What giving a booking up costs now, and what it would have cost at another time. */
export function CancellationCost({ bookingId, zone }: { bookingId: string; zone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rules = useChangeRules(bookingId);
  if (rules.isError) return null; // the question can be answered without it
  if (!rules.data) return <Skeleton height={96} />;
  const { cancellation, asOf } = rules.data;
  const present = cancellation.grades.find(({ until }) => asOf <= until) ?? cancellation.grades.at(-1);
  return (
    <Stack gap={4}>
      <Text fz="sm" fw={600}>
        {cancellation.pointsNow === 0
          ? t('bookingChanges.costsNothing')
          : t('bookingChanges.costs', { points: format.number(cancellation.pointsNow) })}
      </Text>
      <Table fz="xs" verticalSpacing={2} aria-label={t('bookingChanges.grades')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('bookingChanges.gradeTime')}</Table.Th>
            <Table.Th ta="right">{t('bookingChanges.gradePoints')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cancellation.grades.map((grade) => (
            <Table.Tr
              key={grade.hoursBefore}
              fw={grade === present ? 600 : 400}
              aria-current={grade === present ? 'true' : undefined}
            >
              <Table.Td>
                {grade.hoursBefore === 0
                  ? t('bookingChanges.gradeLast')
                  : t('bookingChanges.grade', {
                      hours: format.minutes(grade.hoursBefore * 60),
                      until: format.dayAndTime(grade.until, zone),
                    })}
              </Table.Td>
              <Table.Td ta="right">{format.number(grade.points)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text fz="xs" c="dimmed">
        {t('bookingChanges.costHint')}{' '}
        <Anchor component={Link} to="/no-shows" fz="xs">
          {t('bookingChanges.toRecord')}
        </Anchor>
      </Text>
    </Stack>
  );
}
