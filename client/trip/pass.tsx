import { Paper, Text, Title } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { useTranslation } from 'react-i18next';
import type { Trip } from '../../shared/contract/trips.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './trip.module.css';

interface PassProps {
  pass: NonNullable<Trip['pass']>;
  plate: string;
  zone: string;
}

/** The pass as a QR: its lowest correction, since a screen is clean and larger dots read from farther. */
export function Pass({ pass, plate, zone }: PassProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="pass">
      <Title order={2} id="pass">
        {t('trip.pass')}
      </Title>
      <Text fz="sm" mb="xs">
        {t('trip.passText')}
      </Text>
      <div className={styles.qr} data-pass={pass.token}>
        <QRCodeSVG value={pass.token} level="L" marginSize={3} size={416} title={t('trip.passOf', { plate })} />
      </div>
      <Text fz="sm" c="dimmed" mt="xs">
        {t('trip.brightness')} {t('trip.passUntil', { time: format.dayAndTime(pass.expiresAt, zone) })}
      </Text>
    </Paper>
  );
}
