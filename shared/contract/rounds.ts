import { z } from 'zod';
import { classSchema, countrySchema, instantSchema } from '../words.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

const minutesOfDay = 24 * 60;

/** When rounds close, are planned and published, what they look at, and how much fairness weighs. */
export const roundScheduleSchema = z
  .object({
    firstClosing: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, such as 18:00')
      .describe('the first closing of each day on the clock of Kazakhstan, HH:mm'),
    everyMinutes: z
      .int()
      .min(5)
      .max(minutesOfDay)
      .refine((minutes) => minutesOfDay % minutes === 0, 'a day must be a whole number of rounds, such as 60 or 1440')
      .describe('from one closing to the next'),
    planAfterMinutes: z.int().min(0).max(720).describe('from the closing until the round is planned'),
    publishAfterMinutes: z
      .int()
      .min(0)
      .max(720)
      .describe('from the closing until its places are claimed and it is published'),
    horizonDays: z.int().min(1).max(14).describe('applications that may cross so soon are decided'),
    fairnessStrength: z
      .number()
      .min(0)
      .max(2)
      .describe('extra weight of the delay of an averagely delayed carrier; 0 is off, 0.5 costs some 3%'),
  })
  .refine(({ planAfterMinutes, publishAfterMinutes }) => publishAfterMinutes >= planAfterMinutes, {
    path: ['publishAfterMinutes'],
    error: 'a round is published when it has been planned: not less than planAfterMinutes',
  })
  .refine(({ publishAfterMinutes, everyMinutes }) => publishAfterMinutes < everyMinutes, {
    path: ['publishAfterMinutes'],
    error: 'a round must be published before the next one closes: less than everyMinutes',
  });
export type RoundSchedule = z.infer<typeof roundScheduleSchema>;

const openRoundSchema = z.object({
  openedAt: instantSchema,
  closingAt: instantSchema.describe('applications made before this are in it'),
  planningAt: instantSchema,
  publicationAt: instantSchema,
  seedHash: z.string().describe('SHA-256 of the seed, in hexadecimal: the seed was drawn at the opening'),
});

export const scheduledRoundsSchema = z.object({
  schedule: roundScheduleSchema,
  zone: z.string().describe('IANA zone of firstClosing'),
  openRound: openRoundSchema
    .nullable()
    .describe('the one that takes applications now; null until a worker has opened one'),
});
export type ScheduledRounds = z.infer<typeof scheduledRoundsSchema>;

const figuresSchema = z.object({
  asked: z.int(),
  placed: z.int(),
  inWindow: z.int().describe('placed in the wished window at the wished checkpoint'),
  medianDelayMinutes: z
    .number()
    .nullable()
    .describe('of those placed: from the first slot asked for to the one given; null where none is'),
  meanDelayMinutes: z.number().nullable(),
});
export type FairnessFigures = z.infer<typeof figuresSchema>;

/** How evenly a round treats those who asked. No carrier is named. */
export const roundFairnessSchema = z.object({
  byCarrierSize: z.array(
    figuresSchema.extend({
      size: z.enum(['small', 'medium', 'large']).describe('a third of the carriers each, by their trucks in the round'),
      carriers: z.int(),
      trucksMax: z.int().describe('the most trucks that one of them had'),
    }),
  ),
  byClass: z.array(figuresSchema.extend({ class: classSchema })),
  byCountry: z.array(figuresSchema.extend({ country: countrySchema.describe('of the vehicle') })),
  gini: z
    .number()
    .nullable()
    .describe("of the carriers' mean delays: 0 where all wait alike, near 1 where one waits for all"),
  carriers: z.int(),
});
export type RoundFairness = z.infer<typeof roundFairnessSchema>;

export const roundScheduleContract = {
  get: read
    .route({
      method: 'GET',
      path: '/round-schedule',
      tags: ['plans'],
      summary: 'When rounds close, are planned and published, and the one that is open',
    })
    .output(scheduledRoundsSchema),
  change: write
    .route({
      method: 'POST',
      path: '/round-schedule',
      tags: ['plans'],
      inputStructure: 'detailed',
      summary: 'Change when rounds close; the one that is open keeps its seed and gets its new closing',
    })
    .errors(errors('SCHEDULE_CHANGED'))
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z.object({
          schedule: roundScheduleSchema,
          replaces: roundScheduleSchema.describe('the one you know: where it is another by now, SCHEDULE_CHANGED'),
          reason: z.string().trim().min(3).max(500).describe('kept in the audit'),
        }),
      }),
    )
    .output(scheduledRoundsSchema),
};
