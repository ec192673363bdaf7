import { Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueStatus } from '../../shared/contract/queues.ts';
import { type Post, posts, sideOfPost } from '../../shared/gate-steps.ts';
import { useFormat } from '../i18n/format.ts';
import { usePostOfSide } from '../i18n/use-country.ts';
import type { Bottleneck } from './find-bottleneck.ts';
import styles from './queue.module.css';
import { Trucks } from './trucks.tsx';

interface StagePictureProps {
  queue: QueueStatus;
  neighbour: string;
  bottleneck: Bottleneck | undefined;
}

/** The way through the checkpoint from left to right, each truck where it stands. A list for readers of the screen. */
export function StagePicture({ queue, neighbour, bottleneck }: StagePictureProps) {
  const { t } = useTranslation();
  const limiting = bottleneck?.kind === 'stage' ? bottleneck.post : undefined;
  return (
    <ol className={styles.picture} aria-label={t('queue.picture')}>
      <Place name={t('queue.place.waiting')} note={t('queue.places', { count: queue.waitingPlaces })} grow={2}>
        <Trucks count={queue.waiting ?? 0} />
      </Place>
      <Place name={t('queue.place.called')} grow={1}>
        <Trucks count={queue.called ?? 0} />
      </Place>
      <PostPlace post={posts[0]} queue={queue} neighbour={neighbour} limiting={limiting === posts[0]} />
      <Place name={t('queue.place.strip')} note={t('queue.places', { count: queue.stripPlaces })} grow={1.4}>
        <Trucks count={queue.strip ?? 0} places={queue.stripPlaces} />
      </Place>
      <PostPlace post={posts[1]} queue={queue} neighbour={neighbour} limiting={limiting === posts[1]} />
      <Place name={t('queue.place.cleared')} note={t('queue.lastHour')} grow={1} last>
        <Trucks count={queue.clearedLastHour ?? 0} faint />
      </Place>
    </ol>
  );
}

interface PlaceProps {
  name: string;
  note?: string;
  /** share of the width */
  grow: number;
  last?: boolean;
  limiting?: boolean;
  isPost?: boolean;
  children: ReactNode;
}

function Place({ name, note, grow, last = false, limiting = false, isPost = false, children }: PlaceProps) {
  return (
    <li
      className={styles.place}
      style={{ flexGrow: grow }}
      data-limiting={limiting || undefined}
      data-post={isPost || undefined}
    >
      <Text fz="xs" fw={650} lh={1.25} className={styles.placeName ?? ''}>
        {name}
      </Text>
      <div className={styles.placeBody}>{children}</div>
      <Text fz={11} c="dimmed" lh={1.3} mih="1.3em" className={styles.placeNote ?? ''}>
        {note}
      </Text>
      {!last && <IconChevronRight className={styles.arrow ?? ''} size={16} stroke={2} aria-hidden />}
    </li>
  );
}

const stages = ['atPost', 'documents', 'scan', 'examination'] as const;

interface PostPlaceProps {
  post: Post;
  queue: QueueStatus;
  neighbour: string;
  limiting: boolean;
}

function PostPlace({ post, queue, neighbour, limiting }: PostPlaceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const side = sideOfPost(queue.direction, post);
  const name = usePostOfSide(neighbour)(side);
  const counts = queue[post];
  return (
    <Place
      name={name.charAt(0).toLocaleUpperCase(format.language) + name.slice(1)}
      note={t('queue.lanes', { count: queue.openLanes[side] })}
      grow={3}
      limiting={limiting}
      isPost
    >
      <ul className={styles.stages}>
        {stages.map((stage) => (
          <li key={stage} className={styles.stage}>
            <Text fz={11} c="dimmed" lh={1.25} className={styles.stageName ?? ''}>
              {t(`queue.stage.${stage}`)}
            </Text>
            <Trucks count={counts?.[stage] ?? 0} />
          </li>
        ))}
      </ul>
    </Place>
  );
}
