import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

/** One e-mail to one person. */
export interface Mail {
  /** Becomes its Message-ID: the same again is the same e-mail, and most mail programs show it once. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where the receiver says which e-mails it wants. */
  unsubscribeUrl: string;
}

export interface Mailer {
  /** @throws MailError */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export class MailError extends Error {
  /** The receiver's server said no for good: trying again would only annoy it. */
  readonly isFinal: boolean;
  constructor(message: string, isFinal: boolean) {
    super(message);
    this.isFinal = isFinal;
  }
}

export interface MailSettings {
  /** smtp://user:password@host:587 or smtps://…; undefined writes files. */
  smtpUrl: string | undefined;
  from: string;
  /** Folder of the files, where there is no SMTP server. */
  outboxDirectory: string;
}

/** Less than the minute after which an e-mail that was not marked as sent is tried again. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Sends by SMTP; without a server each e-mail becomes a file that every mail program opens. */
export function openMailer({ smtpUrl, from, outboxDirectory }: MailSettings): Mailer {
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'otkel';
  const message = ({ id, to, subject, text, html, unsubscribeUrl }: Mail) => ({
    ...{ from, to, subject, text, html, messageId: `<${id}@${domain}>` },
    headers: { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'Auto-Submitted': 'auto-generated' },
  });

  if (smtpUrl === undefined) {
    const writer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
    return {
      async send(mail) {
        const built = await writer.sendMail(message(mail));
        await mkdir(outboxDirectory, { recursive: true });
        const path = join(outboxDirectory, `${mail.id}.eml`);
        await writeFile(`${path}.part`, built.message);
        await rename(`${path}.part`, path); // whole or not at all
      },
      close: () => writer.close(),
    };
  }

  const transport = createTransport({ url: smtpUrl, ...timeouts });
  return {
    async send(mail) {
      try {
        await transport.sendMail(message(mail));
      } catch (error) {
        const { code, responseCode, message: text } = error as Error & { code?: string; responseCode?: number };
        // A wrong password is refused with 5xx, too, and is ours to mend; a receiver that does not exist is not.
        throw new MailError(text, (code === 'EENVELOPE' || code === 'EMESSAGE') && (responseCode ?? 0) >= 500);
      }
    },
    close: () => transport.close(),
  };
}
