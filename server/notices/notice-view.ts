import { type Notice, type NoticeKind, noticeDataSchema } from '../../shared/contract/notices.ts';
import { pathOfNotice } from '../../shared/notice-page.ts';
import type { Notice as NoticeRow } from '../platform/database/generated/client.ts';

/** The database leaves out what is not known; the contract says null. */
export const readNoticeData = (data: unknown) => noticeDataSchema.parse(data);

export function noticeView(row: Pick<NoticeRow, 'id' | 'kind' | 'data' | 'at' | 'readAt'>): Notice {
  const kind = row.kind as NoticeKind;
  const data = readNoticeData(row.data);
  return {
    ...{ id: row.id, kind, data, at: row.at.toISOString() },
    ...{ readAt: row.readAt?.toISOString() ?? null, path: pathOfNotice(kind, data) },
  };
}
