/** The public face of replans: what other capabilities may use. */
export { applyPreview } from './apply-preview.ts';
export { deleteOldPreviews } from './delete-old-previews.ts';
export { createMovesRouter } from './moves.router.ts';
export { createMovesFeed, type MovesFeed, readOpenMoves } from './moves-feed.ts';
export { createPreviewsRouter } from './previews.router.ts';
export { runPreview } from './run-preview.ts';
export { type PreviewJob, type PreviewStartParts, wakePreviews } from './start-preview.ts';
