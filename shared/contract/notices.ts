import { z } from 'zod';
import { instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

export const noticeKinds = [
  'offer',
  'confirmed',
  'moved',
  'called',
  'leave-now',
  'standby',
  'expired',
  'repair',
  'sailing',
  'webhook',
] as const;
/**
 * offer: a place was returned and is held; repair: a leg slipped and a new way is held; sailing: delayed, sooner or cancelled; webhook: one of your
 * organisation was disabled.
 */
export const noticeKindSchema = z.enum(noticeKinds);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

export const languageSchema = z
  .string()
  .regex(/^[a-z]{2}$/)
  .describe('ru, kk, en, or another one that is installed');

/** What a notice is about: values, not a sentence; screens, e-mails and programs make their own. */
export const noticeDataSchema = z.object({
  bookingId: z.uuid().nullable().default(null),
  itineraryId: z.uuid().nullable().default(null),
  sailingId: z.uuid().nullable().default(null),
  entryId: z.uuid().nullable().default(null).describe('of a waitlist or standby list'),
  plate: z.string().nullable().default(null),
  checkpointId: z.string().nullable().default(null),
  direction: z.enum(['out', 'in']).nullable().default(null),
  fromPortId: z.string().nullable().default(null),
  toPortId: z.string().nullable().default(null),
  startsAt: instantSchema.nullable().default(null).describe('of the slot, or the departure'),
  previousStartsAt: instantSchema.nullable().default(null).describe('before it was moved'),
  previousCheckpointId: z.string().nullable().default(null),
  expiresAt: instantSchema.nullable().default(null).describe('of an offer or a question'),
  leaveAt: instantSchema
    .nullable()
    .default(null)
    .describe(
      'of a whole way when its drive begins; of a single crossing two hours before arriveFrom, for nobody knows where the truck is',
    ),
  arriveFrom: instantSchema.nullable().default(null).describe('the gate takes the truck from then on'),
  cause: z
    .string()
    .nullable()
    .default(null)
    .describe(
      'of a move or repair as these name it; of a sailing delayed, earlier or cancelled; of what expired hold, standby or repair',
    ),
  reason: z.string().nullable().default(null).describe('in the words of whoever caused it'),
});
export type NoticeData = z.infer<typeof noticeDataSchema>;

export const noticeSchema = z.object({
  id: z.uuid(),
  kind: noticeKindSchema,
  data: noticeDataSchema,
  at: instantSchema,
  readAt: instantSchema.nullable(),
  path: z.string().describe('of the page that it is about'),
});
export type Notice = z.infer<typeof noticeSchema>;

/** What an account has not read, as its screens are told live. */
export const unreadNoticesSchema = z.object({ unread: z.int(), latest: noticeSchema.nullable(), seq: z.int() });
export type UnreadNotices = z.infer<typeof unreadNoticesSchema>;

export const noticeChannelsSchema = z.object({ app: z.boolean(), email: z.boolean() });
/** What each account is told, how, and in which language. */
export const noticePreferencesSchema = z.object({
  language: languageSchema,
  email: z.string().describe('where e-mails go'),
  kinds: z.record(noticeKindSchema, noticeChannelsSchema),
});
export type NoticePreferences = z.infer<typeof noticePreferencesSchema>;

/** Notices of one cause that are too many to go out by themselves. */
export const noticeBatchSchema = z.object({
  id: z.uuid(),
  kind: noticeKindSchema,
  cause: z.string().describe('what they come from, such as preview/… or sailing/…'),
  state: z.enum(['held', 'released', 'discarded']),
  notices: z.int(),
  organisations: z.int(),
  firstAt: instantSchema,
  limit: z.int().describe('more than so many wait for a planner'),
  decidedAt: instantSchema.nullable(),
  decidedBy: z.string().nullable(),
  sample: noticeDataSchema,
});
export type NoticeBatch = z.infer<typeof noticeBatchSchema>;

const tags = ['notices'];
const batchParams = z.object({ batchId: z.uuid() });

export const noticesContract = {
  list: read
    .route({ method: 'GET', path: '/notices', tags, summary: 'Your notices, newest first' })
    .input(z.object({ isUnread: z.stringbool().optional(), ...pageQuerySchema(200, 50) }))
    .output(pageSchema(noticeSchema)),
  unread: read
    .route({ method: 'GET', path: '/notices/unread', tags, summary: 'How many you have not read' })
    .output(unreadNoticesSchema),
  markRead: write
    .route({
      method: 'POST',
      path: '/notices/read',
      tags,
      inputStructure: 'detailed',
      summary: 'Mark some, or all, as read',
    })
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z.object({ noticeIds: z.array(z.uuid()).max(500).nullable().describe('null: all until now') }),
      }),
    )
    .output(unreadNoticesSchema),
  getPreferences: read
    .route({
      method: 'GET',
      path: '/notice-preferences',
      tags,
      summary: 'What you are told, how, and in which language',
    })
    .output(noticePreferencesSchema),
  changePreferences: write
    .route({ method: 'POST', path: '/notice-preferences', tags, inputStructure: 'detailed', summary: 'Choose it' })
    .errors(errors('LANGUAGE_UNKNOWN'))
    .input(z.object({ headers: writeHeadersSchema, body: noticePreferencesSchema.omit({ email: true }) }))
    .output(noticePreferencesSchema),
  listBatches: read
    .route({
      method: 'GET',
      path: '/notice-batches',
      tags,
      summary: 'Mass messages, newest first; those that wait for a planner',
    })
    .input(z.object({ state: noticeBatchSchema.shape.state.optional(), ...pageQuerySchema(100, 20) }))
    .output(pageSchema(noticeBatchSchema)),
  releaseBatch: write
    .route({
      method: 'POST',
      path: '/notice-batches/{batchId}/release',
      tags,
      inputStructure: 'detailed',
      summary: 'Let them go out',
    })
    .errors(errors('NOTICE_BATCH_NOT_FOUND', 'NOTICE_BATCH_DECIDED'))
    .input(z.object({ headers: writeHeadersSchema, params: batchParams }))
    .output(noticeBatchSchema),
  discardBatch: write
    .route({
      method: 'POST',
      path: '/notice-batches/{batchId}/discard',
      tags,
      inputStructure: 'detailed',
      summary: 'Send none of them',
    })
    .errors(errors('NOTICE_BATCH_NOT_FOUND', 'NOTICE_BATCH_DECIDED'))
    .input(z.object({ headers: writeHeadersSchema, params: batchParams }))
    .output(noticeBatchSchema),
};

/** A webhook is not told of webhooks. */
export const webhookKindSchema = noticeKindSchema.exclude(['webhook']);

/** An address of a carrier's program. Bodies are signed as the Standard Webhooks specification says. */
export const webhookSchema = z.object({
  id: z.uuid(),
  url: z.string(),
  kinds: z.array(webhookKindSchema),
  state: z.enum(['active', 'failing', 'disabled']).describe('disabled: failed for three days, or by you'),
  madeAt: instantSchema,
  lastSuccessAt: instantSchema.nullable(),
  lastFailure: z.string().nullable(),
});
export type Webhook = z.infer<typeof webhookSchema>;

export const webhookDeliverySchema = z.object({
  id: z.uuid().describe('the header webhook-id: the same in each try'),
  kind: z.union([webhookKindSchema, z.literal('test')]),
  state: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.int(),
  madeAt: instantSchema,
  nextAttemptAt: instantSchema.nullable(),
  deliveredAt: instantSchema.nullable(),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

const webhookParams = z.object({ webhookId: z.uuid() });
const webhookWrite = (verb: string, summary: string) =>
  write
    .route({
      method: 'POST',
      path: `/webhooks/{webhookId}/${verb}`,
      tags: ['webhooks'],
      inputStructure: 'detailed',
      summary,
    })
    .errors(errors('WEBHOOK_NOT_FOUND'))
    .input(z.object({ headers: writeHeadersSchema, params: webhookParams }));

export const webhooksContract = {
  list: read
    .route({ method: 'GET', path: '/webhooks', tags: ['webhooks'], summary: 'Webhooks of your organisation' })
    .input(z.object(pageQuerySchema(50, 20)))
    .output(pageSchema(webhookSchema)),
  create: write
    .route({
      method: 'POST',
      path: '/webhooks',
      tags: ['webhooks'],
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Add an address; its secret is shown this once',
    })
    .errors(errors('WEBHOOK_ADDRESS_REFUSED', 'TOO_MANY_WEBHOOKS', 'WEBHOOK_SECRET_SHOWN'))
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z.object({ url: z.url().max(500), kinds: z.array(webhookKindSchema).min(1) }),
      }),
    )
    .output(webhookSchema.extend({ secret: z.string().describe('whsec_…') })),
  test: webhookWrite('test', 'Send a notice of the kind test').output(webhookDeliverySchema),
  enable: webhookWrite('enable', 'Send again').output(webhookSchema),
  disable: webhookWrite('disable', 'Send no more').output(webhookSchema),
  remove: webhookWrite('remove', 'Forget the address and what waits for it').output(z.object({ id: z.uuid() })),
  listDeliveries: read
    .route({
      method: 'GET',
      path: '/webhooks/{webhookId}/deliveries',
      tags: ['webhooks'],
      summary: 'What was sent, newest first',
    })
    .errors(errors('WEBHOOK_NOT_FOUND'))
    .input(webhookParams.extend(pageQuerySchema(100, 50)))
    .output(pageSchema(webhookDeliverySchema)),
};
