import { Group, Select, Text } from '@mantine/core';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';

interface MonthDayProps {
  label: string;
  /** MM-dd */
  value: string;
  onChange: (monthDay: string) => void;
}

const two = (number: number) => String(number).padStart(2, '0');

/** A day of every year: a date field would ask for a year. */
export function MonthDay({ label, value, onChange }: MonthDayProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [month = '01', day = '01'] = value.split('-');
  // 2024 has a 29 February.
  const daysOf = (ofMonth: string) => DateTime.utc(2024, Number(ofMonth)).daysInMonth ?? 31;
  const months = Array.from({ length: 12 }, (_, index) => two(index + 1));
  const days = Array.from({ length: daysOf(month) }, (_, index) => two(index + 1));
  const choose = (nextMonth: string, nextDay: string) =>
    onChange(`${nextMonth}-${two(Math.min(Number(nextDay), daysOf(nextMonth)))}`);
  return (
    <div>
      <Text fz="sm" fw={500}>
        {label}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Select
          aria-label={`${label}: ${t('rules.day')}`}
          allowDeselect={false}
          w={76}
          data={days.map((each) => ({ value: each, label: String(Number(each)) }))}
          value={day}
          onChange={(next) => choose(month, next ?? day)}
        />
        <Select
          aria-label={`${label}: ${t('rules.month')}`}
          allowDeselect={false}
          flex={1}
          data={months.map((each) => ({ value: each, label: format.month(each) }))}
          value={month}
          onChange={(next) => choose(next ?? month, day)}
        />
      </Group>
    </div>
  );
}
