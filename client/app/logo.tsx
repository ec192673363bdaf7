import { Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import styles from './shell.module.css';

/** A road of five stones through a river: the ford. */
export function Logo() {
  return (
    <Link to="/" className={styles.logo} aria-label="Otkel">
      <Group gap={10} wrap="nowrap">
        <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="var(--mantine-color-river-7)" />
          <path
            d="M4 19c4-4 8-4 12 0s8 4 12 0"
            fill="none"
            stroke="var(--mantine-color-river-2)"
            strokeWidth="2.6"
            strokeLinecap="round"
          />
          <path d="M16 6v20" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" strokeDasharray="3.4 4.9" />
        </svg>
        <Text fw={700} fz={20} lts={-0.3}>
          Otkel
        </Text>
      </Group>
    </Link>
  );
}
