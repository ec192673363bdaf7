import type { NoticeKind } from '../../shared/contract/notices.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import type { Logger } from '../platform/log.ts';
import { MailError, type Mailer } from '../platform/mail.ts';
import { readNoticeClocks } from './notice-clocks.ts';
import { readNoticeData } from './notice-view.ts';
import { defaultLanguage } from './preferences.ts';
import { writeEmail } from './write-email.ts';

export interface EmailParts {
  db: Database;
  clock: Clock;
  log: Logger;
  mailer: Mailer;
  /** Where the links of e-mails lead. */
  publicUrl(): string;
}

/** Minutes from each try to the next: after the fifth it is given up. The first is also how long a process has for one e-mail. */
const backoffMinutes = [1, 5, 30, 120];

interface Claimed {
  id: string;
  kind: NoticeKind;
  data: unknown;
  tries: number;
  email: string;
  language: string | null;
}

/**
 * Sends the e-mails that are due, one after the other. Each is taken first, so that no other process sends it, then sent, then marked. Killed before it was
 * sent, it goes out with the next try; killed between sending and marking, it goes out a second time with the same Message-ID, by which mail programs know
 * it: the other order would lose it instead.
 */
export async function sendEmails(parts: EmailParts, stopping?: AbortSignal): Promise<void> {
  while (!stopping?.aborted) {
    const claimed = await claimEmail(parts.db, parts.clock.now());
    if (!claimed) return;
    await sendOne(parts, claimed);
  }
}

async function sendOne({ db, log, mailer, publicUrl }: EmailParts, { id, tries, ...row }: Claimed): Promise<void> {
  try {
    // Written within the try: one that cannot be written is given up as one that cannot be sent is, and keeps no other waiting.
    const data = readNoticeData(row.data);
    const mail = writeEmail({
      ...{ noticeId: id, to: row.email, language: row.language ?? defaultLanguage, kind: row.kind, data },
      ...{ clocks: await readNoticeClocks(db, data), publicUrl: publicUrl() },
    });
    await mailer.send(mail);
    await db.notice.update({ where: { id }, data: { emailState: 'sent', emailNextAt: null, emailError: null } });
  } catch (error) {
    const isOver = (error instanceof MailError && error.isFinal) || tries > backoffMinutes.length;
    log.warn({ err: error, noticeId: id, tries, isOver }, 'e-mail not sent');
    await db.notice.update({
      where: { id },
      data: {
        emailError: String(error instanceof Error ? error.message : error).slice(0, 500),
        ...(isOver ? { emailState: 'failed', emailNextAt: null } : {}),
      },
    });
  }
}

/** Takes one e-mail that is due: until its next try nobody else does. */
async function claimEmail(db: Database, now: Date): Promise<Claimed | undefined> {
  const [row] = await db.$queryRaw<Claimed[]>`
    UPDATE notice n SET
      email_tries = n.email_tries + 1,
      email_next_at = ${now}::timestamptz + make_interval(mins => coalesce((${backoffMinutes}::int[])[n.email_tries + 1], 1))
    FROM "user" u LEFT JOIN notice_preference p ON p.user_id = u.id
    WHERE n.id = (
      SELECT id FROM notice WHERE email_state = 'pending' AND email_next_at <= ${now}
      ORDER BY email_next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) AND u.id = n.user_id
    RETURNING n.id, n.kind, n.data, n.email_tries AS tries, u.email, p.language`;
  return row;
}
