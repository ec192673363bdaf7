import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import type { CalendarRange } from './use-calendar-now.ts';

interface NumberNowProps extends NumberInputProps {
  /** what the calendar says; undefined where it is not known */
  now: CalendarRange | undefined;
  /** how a number is read, such as a share of which the field holds percent */
  read?: (value: number) => string;
}

/** A number that is left empty where it stays as it is; what the calendar says stands below: `4 → 2`. */
export function NumberNow({ now, read, ...props }: NumberNowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = read ?? format.number;
  const before = now && (now.least === now.most ? say(now.least) : `${say(now.least)}–${say(now.most)}`);
  const typed = props.value === '' || props.value === undefined ? undefined : Number(props.value);
  const change = before && typed !== undefined ? `${before} → ${typed}` : undefined;
  return (
    <NumberInput
      hideControls
      allowNegative={false}
      placeholder={t('regimes.form.unchanged')}
      description={change ?? (before && t('regimes.form.byCalendar', { value: before }))}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      {...props}
    />
  );
}
