import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './compliance.module.css';
import { useGreenByCarrier } from './green-query.ts';
import { ShareBar } from './share-bar.tsx';
import { buildRows, type Source } from './share-rows.ts';

const shownAtOnce = 12;

/** The share of each carrier over the period, the lowest first. */
export function CarrierShares({ days, source }: { days: readonly string[]; source: Source }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [shown, setShown] = useState(shownAtOnce);
  const shares = useGreenByCarrier(days);
  if (shares.isError) return <LoadFailed error={shares.error} retry={() => void shares.refetch()} />;
  if (!shares.data) return <LoadingLines count={4} height={28} />;
  const rows = buildRows([shares.data.items], source);
  return (
    <>
      <ol className={styles.carriers}>
        {rows.slice(0, shown).map(({ key, name, total }) => (
          <li key={key}>
            <Text fz="sm" truncate>
              {name}
            </Text>
            <ShareBar counts={total} aim={shares.data.aim} />
            <Text fz="xs" c="dimmed">
              {t('compliance.green.of', {
                count: total.consignments,
                consignments: format.number(total.consignments),
              })}
            </Text>
          </li>
        ))}
      </ol>
      {rows.length > shown && (
        <Button variant="subtle" size="xs" mt="xs" onClick={() => setShown(shown + shownAtOnce)}>
          {t('app.more')}
        </Button>
      )}
    </>
  );
}
