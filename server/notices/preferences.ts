import {
  type NoticeKind,
  type NoticePreferences,
  noticeChannelsSchema,
  noticeKinds,
} from '../../shared/contract/notices.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { isInstalled, languagesInstalled } from './texts/index.ts';

type Kinds = NoticePreferences['kinds'];

/** What needs an answer, or somebody on his feet, goes by e-mail, too, until an account chooses otherwise. */
const byEmail: readonly NoticeKind[] = ['offer', 'moved', 'leave-now', 'standby', 'repair', 'sailing', 'webhook'];
export const defaultLanguage = 'ru';
export const defaultChannels = Object.fromEntries(
  noticeKinds.map((kind) => [kind, { app: true, email: byEmail.includes(kind) }]),
) as Kinds;

/** What an account chose; of what it never chose, the default. */
export async function getPreferences(db: Database, userId: string): Promise<NoticePreferences> {
  const { email, noticePreference: chosen } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, noticePreference: true },
  });
  return {
    ...{ language: chosen?.language ?? defaultLanguage, email },
    kinds: { ...defaultChannels, ...(chosen?.kinds as Partial<Kinds> | undefined) },
  };
}

/** @throws apiError LANGUAGE_UNKNOWN for one that has no file in texts/ */
export async function changePreferences(
  db: Database,
  now: Date,
  intent: WriteIntent,
  userId: string,
  { language, kinds }: Omit<NoticePreferences, 'email'>,
): Promise<NoticePreferences> {
  if (!isInstalled(language))
    throw apiError('LANGUAGE_UNKNOWN', { field: 'language', hint: `one of ${languagesInstalled.join(', ')}` });
  const chosen = Object.fromEntries(
    Object.entries(kinds).map(([kind, channels]) => [kind, noticeChannelsSchema.parse(channels)]),
  );
  await oncePerKey(db, intent, now, async (transaction) => {
    const data = { language, kinds: chosen };
    await transaction.noticePreference.upsert({ where: { userId }, create: { userId, ...data }, update: data });
    return language;
  });
  return getPreferences(db, userId);
}
