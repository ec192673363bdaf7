import { useDocumentTitle, useHotkeys, useViewportSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { Banners } from '../app/banners.tsx';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { useWatchMap } from '../live/use-live.ts';
import styles from './board.module.css';
import { BoardHead } from './board-head.tsx';
import { BoardLegend } from './board-legend.tsx';
import { BoardRow } from './board-row.tsx';
import { splitPages, turn } from './paging.ts';

/** Long enough to find one's own of ten rows and to read it. */
const turnEveryMs = 12_000;

/** All checkpoints in large letters, page after page. */
export function Board() {
  const { t, i18n } = useTranslation();
  useDocumentTitle(`${t('board.title')} · Otkel`);
  useWatchMap();
  const checkpoints = useQuery(checkpointsQuery);
  const fits = useFittingRows();
  const [page, setPage] = useState(0);
  const [paused, setPaused] = useState(false);

  const pages = useMemo(() => {
    const byName = new Intl.Collator(i18n.language);
    const nameOf = (checkpoint: Parameters<typeof postNames>[0]) => postNames(checkpoint, i18n.language).both;
    return splitPages(
      (checkpoints.data ?? []).toSorted((a, b) => byName.compare(nameOf(a), nameOf(b))),
      fits,
    );
  }, [checkpoints.data, fits, i18n.language]);
  const go = (step: 1 | -1) => setPage((current) => turn(current, step, pages.length));

  // Begins anew with each page: one that was turned by hand is shown as long as any other.
  useEffect(() => {
    if (paused) return;
    const timer = setTimeout(() => setPage(turn(page, 1, pages.length)), turnEveryMs);
    return () => clearTimeout(timer);
  }, [paused, page, pages.length]);
  useHotkeys([
    ['ArrowRight', () => go(1)],
    ['ArrowLeft', () => go(-1)],
  ]);

  const shownPage = Math.min(page, Math.max(0, pages.length - 1));
  return (
    <main className={styles.board}>
      <BoardHead page={shownPage} pages={pages.length} paused={paused} onGo={go} onPause={() => setPaused(!paused)} />
      <Banners />
      {checkpoints.isPending && <LoadingLines count={fits} height={64} />}
      {checkpoints.isError && !checkpoints.data && (
        <LoadFailed error={checkpoints.error} retry={() => void checkpoints.refetch()} />
      )}
      <ul className={styles.rows}>
        {pages[shownPage]?.map((checkpoint) => (
          <BoardRow key={checkpoint.id} checkpoint={checkpoint} />
        ))}
      </ul>
      <BoardLegend />
    </main>
  );
}

/** Header, banner and legend, and the least a row needs, as parts of the height and in pixels; the style sheet says the same. */
function useFittingRows(): number {
  const { height, width } = useViewportSize();
  if (height === 0) return 1;
  const narrow = width < 768;
  const besides = narrow ? 250 : Math.max(120, height * 0.2);
  const row = narrow ? 92 : Math.max(60, height * 0.078);
  return Math.max(1, Math.floor((height - besides) / row));
}
