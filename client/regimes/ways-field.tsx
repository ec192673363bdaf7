import { SegmentedControl, type SegmentedControlProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { directionSchema } from '../../shared/words.ts';

/** Out, in, or both. */
export function WaysField(props: Omit<SegmentedControlProps, 'data'>) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('direction.label')}
      data={[
        { value: 'both', label: t('regimes.form.bothWays') },
        ...directionSchema.options.map((value) => ({ value, label: t(`direction.${value}Short`) })),
      ]}
      {...props}
    />
  );
}
