import { randomUUID } from 'node:crypto';
import type { Change } from '../../shared/contract/changes.ts';
import type { Preview } from '../../shared/contract/previews.ts';
import { assertChange } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import type { JobQueue } from '../platform/jobs.ts';
import { getPreview } from './get-preview.ts';

export interface PreviewJob {
  previewId: string;
}

export interface PreviewStartParts {
  db: Database;
  previewQueue: JobQueue<PreviewJob>;
}

/**
 * Asks for a preview. Its seed is drawn here, so that nobody can pick it. It is a row before it is a job: killed in between, {@link wakePreviews}
 * finds it.
 *
 * @throws apiError as assertChange, for a change that says nothing or cannot be
 */
export async function startPreview(
  { db, previewQueue }: PreviewStartParts,
  now: Date,
  madeBy: string,
  intent: WriteIntent,
  change: Change,
): Promise<Preview> {
  await assertChange(db, now, change);
  const previewId = await oncePerKey(db, intent, now, async (transaction) => {
    const id = randomUUID();
    await transaction.preview.create({
      data: { id, state: 'queued', change, seed: randomUUID(), madeBy, madeAt: now },
    });
    return id;
  });
  await previewQueue.add(previewId, { previewId });
  return getPreview(db, previewId);
}

/** Puts every preview that is not computed into the queue, where it is not there already: a process may have been killed between its row and its job. */
export async function wakePreviews({ db, previewQueue }: PreviewStartParts): Promise<void> {
  const waiting = await db.preview.findMany({
    where: { state: { in: ['queued', 'running'] } },
    select: { id: true },
  });
  for (const { id } of waiting) await previewQueue.add(id, { previewId: id });
}
