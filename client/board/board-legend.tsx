import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DirectionIcon } from '../parts/direction.tsx';
import { StateGlyph } from '../parts/load-glyph.tsx';
import styles from './board.module.css';

export function BoardLegend() {
  const { t } = useTranslation();
  return (
    <footer className={styles.legend}>
      {(['out', 'in'] as const).map((direction) => (
        <span key={direction}>
          <DirectionIcon direction={direction} size={20} /> {t(`direction.${direction}`)}
        </span>
      ))}
      {(['free', 'filling', 'full', 'closed'] as const).map((state) => (
        <span key={state}>
          <StateGlyph state={state} size={20} /> {t(`queue.legendOf.${state}`)}
        </span>
      ))}
      <span>{t('board.numbers')}</span>
      <Anchor component={Link} to="/measures" inherit>
        {t('measures.link')}
      </Anchor>
    </footer>
  );
}
