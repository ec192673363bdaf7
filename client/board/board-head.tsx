import { ActionIcon, Group } from '@mantine/core';
import { useFullscreenDocument } from '@mantine/hooks';
import {
  IconChevronLeft,
  IconChevronRight,
  IconMaximize,
  IconMinimize,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../i18n/format.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { useNow } from '../live/use-now.ts';
import styles from './board.module.css';

interface BoardHeadProps {
  page: number;
  pages: number;
  paused: boolean;
  onGo: (step: 1 | -1) => void;
  onPause: () => void;
}

export function BoardHead({ page, pages, paused, onGo, onPause }: BoardHeadProps) {
  const { t } = useTranslation();
  const { fullscreen, toggle } = useFullscreenDocument();
  const button = { variant: 'subtle', color: 'gray', size: 'xl' } as const;
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{t('board.title')}</h1>
      <KazakhClock />
      <Group gap={2} wrap="nowrap" className={styles.buttons ?? ''}>
        <span className={styles.pageNumber}>{t('board.page', { page: pages === 0 ? 0 : page + 1, pages })}</span>
        <ActionIcon {...button} aria-label={t('board.previous')} onClick={() => onGo(-1)}>
          <IconChevronLeft />
        </ActionIcon>
        <ActionIcon {...button} aria-label={t(paused ? 'board.play' : 'board.pause')} onClick={onPause}>
          {paused ? <IconPlayerPlay /> : <IconPlayerPause />}
        </ActionIcon>
        <ActionIcon {...button} aria-label={t('board.next')} onClick={() => onGo(1)}>
          <IconChevronRight />
        </ActionIcon>
        <ActionIcon
          {...button}
          aria-label={t(fullscreen ? 'board.leaveFullScreen' : 'board.fullScreen')}
          onClick={() => void toggle()}
        >
          {fullscreen ? <IconMinimize /> : <IconMaximize />}
        </ActionIcon>
        <ActionIcon {...button} component={Link} to="/" aria-label={t('app.toMap')}>
          <IconX />
        </ActionIcon>
      </Group>
    </header>
  );
}

/** The clock that the checkpoints of Kazakhstan share since March 2024; each row has that of its neighbour. */
const kazakhZone = 'Asia/Almaty';

function KazakhClock() {
  const now = useNow(1_000);
  const format = useFormat();
  const countryName = useCountryName();
  return (
    <time className={styles.clock} dateTime={now.toISOString()}>
      <span className={styles.clockTime}>{format.time(now, kazakhZone)}</span>
      <span className={styles.small}>
        {countryName('KZ')}, {format.longDay(now, kazakhZone)}
      </span>
    </time>
  );
}
