import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { roadName } from '../i18n/road-names.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { ClocksNow } from '../parts/two-clocks.tsx';
import styles from './checkpoint.module.css';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" fz="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} fz="sm" fw={550}>
        {children}
      </Text>
    </div>
  );
}

export function CheckpointFacts({ checkpoint }: { checkpoint: Checkpoint }) {
  const { t } = useTranslation();
  const format = useFormat();
  const countryName = useCountryName();
  const { access, neighbour, road, hours, season } = checkpoint;
  return (
    <Paper withBorder px="md" py="sm">
      <dl className={styles.facts}>
        <div className={styles.clocks}>
          <Text component="dt" fz="xs" c="dimmed">
            {t('checkpoint.clocks')}
          </Text>
          <dd style={{ margin: 0 }}>
            <ClocksNow checkpoint={checkpoint} />
          </dd>
        </div>
        <Fact label={t('checkpoint.access')}>
          {access === 'multilateral'
            ? t('checkpoint.multilateral')
            : t('checkpoint.bilateral', { first: countryName('KZ'), second: countryName(neighbour) })}
        </Fact>
        <Fact label={t('checkpoint.hours')}>
          {hours
            ? t('checkpoint.hoursRange', { from: hours.opensAt, to: hours.closesAt })
            : t('checkpoint.roundTheClock')}
        </Fact>
        <Fact label={t('checkpoint.season')}>
          {season
            ? t('checkpoint.seasonRange', { from: format.monthDay(season.from), to: format.monthDay(season.to) })
            : t('checkpoint.allYear')}
        </Fact>
        <Fact label={t('checkpoint.road')}>
          {roadName(road, format.language)}
          <Text fz="xs" c="dimmed" fw={400}>
            {t('checkpoint.position', { count: checkpoint.positionAccuracyKm })}
          </Text>
        </Fact>
      </dl>
    </Paper>
  );
}
