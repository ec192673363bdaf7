/** The public face of notices: what other capabilities may use. */
export { makeNotices } from './make-notices.ts';
export { createNoticesRouter } from './notices.router.ts';
export { createNoticesFeed, type NoticesFeed, readUnreadNotices } from './notices-feed.ts';
export { type EmailParts, sendEmails } from './send-emails.ts';
export { sendWebhooks, type WebhookParts } from './send-webhooks.ts';
export { tendNotices } from './tend-notices.ts';
export { createWebhooksRouter } from './webhooks.router.ts';
