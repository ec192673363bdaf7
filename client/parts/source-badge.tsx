import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** Where a number comes from; none: nobody feeds it, and there is no number. */
export type ShownSource = 'gate' | 'simulated' | 'forecast' | 'bookings' | 'calendar' | 'none';

export function useSourceText(): (source: ShownSource) => string {
  const { t } = useTranslation();
  return (source) => t(`queue.source.${source}`);
}

/** One word for the source of a number; leads to the page that says what the words mean. */
export function SourceBadge({ source }: { source: ShownSource }) {
  const { t } = useTranslation();
  const text = useSourceText()(source);
  return (
    <Badge
      component={Link}
      to="/measures#sources"
      size="sm"
      variant="outline"
      color="gray"
      c="dimmed"
      style={{ flexShrink: 0, cursor: 'pointer', borderStyle: source === 'gate' ? 'solid' : 'dashed' }}
      aria-label={`${text}. ${t('measures.title')}`}
    >
      {text}
    </Badge>
  );
}
