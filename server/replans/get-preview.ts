import type { Preview } from '../../shared/contract/previews.ts';
import type { Database } from '../platform/database/client.ts';
import type { Preview as PreviewRow } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';

/** @throws apiError PREVIEW_NOT_FOUND */
export async function getPreview(db: Database, previewId: string): Promise<Preview> {
  return previewView(await getPreviewRow(db, previewId));
}

/** One whose slots and moves can be shown. @throws apiError PREVIEW_NOT_FOUND, PREVIEW_NOT_READY */
export async function assertComputed(db: Database, previewId: string): Promise<void> {
  const { state } = await getPreviewRow(db, previewId);
  if (state === 'ready' || state === 'applied') return;
  throw apiError('PREVIEW_NOT_READY', { field: 'previewId', hint: `it is ${state}; GET /api/previews/${previewId}` });
}

async function getPreviewRow(db: Database, previewId: string): Promise<PreviewRow> {
  const row = await db.preview.findUnique({ where: { id: previewId } });
  if (!row)
    throw apiError('PREVIEW_NOT_FOUND', { field: 'previewId', hint: 'those not applied are kept for two days' });
  return row;
}

function previewView(row: PreviewRow): Preview {
  return {
    id: row.id,
    state: row.state as Preview['state'],
    change: row.change as Preview['change'],
    madeAt: row.madeAt.toISOString(),
    progress: row.progress,
    failure: row.failure,
    from: row.horizonFrom?.toISOString() ?? null,
    to: row.horizonTo?.toISOString() ?? null,
    seed: row.seed,
    figures: row.figures as Preview['figures'],
    appliedAt: row.appliedAt?.toISOString() ?? null,
  };
}
