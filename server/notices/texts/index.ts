import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type NoticeSentence, noticeSentences } from '../../../shared/notice-page.ts';

const text = z.string().trim().min(1);

/** All words of the e-mails in one language. A file of this shape in this folder is another language; there is nothing else to add. */
const textsSchema = z.strictObject({
  name: text.describe('of the language, in itself'),
  locale: text.describe('BCP 47, for dates; Kazakh dates are our own'),
  direction: z.enum(['ltr', 'rtl']),
  sentences: z.record(z.enum(noticeSentences), z.strictObject({ subject: text, text })),
  facts: z.strictObject({
    ...{ plate: text, checkpoint: text, ship: text, slot: text, departure: text, wayStarts: text, gate: text },
    ...{ previousSlot: text, previousCheckpoint: text, previousDeparture: text },
    ...{ expiresAt: text, leaveAt: text, arriveFrom: text, cause: text, reason: text },
  }),
  directions: z.strictObject({ out: text, in: text }),
  causes: z.record(z.string(), text),
  countries: z.record(z.string(), text),
  open: text,
  whyYou: text,
  choose: text,
});
export type NoticeTexts = z.infer<typeof textsSchema>;

const folder = fileURLToPath(new URL('.', import.meta.url));

function readLanguage(file: string): [string, NoticeTexts] {
  const parsed = textsSchema.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return [basename(file, '.json'), parsed.data];
}

const languages = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map(readLanguage),
);

export const languagesInstalled: readonly string[] = [...languages.keys()];
export const isInstalled = (language: string): boolean => languages.has(language);

/** @returns the words of a language; of Russian, where its file was taken away after somebody chose it */
export const textsIn = (language: string): NoticeTexts => languages.get(language) ?? languages.get('ru')!;

/** @param values what stands between {{ and }}; one that is not known is left out */
export const fill = (template: string, values: Readonly<Record<string, string | undefined>>): string =>
  template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

export const sentenceIn = (texts: NoticeTexts, sentence: NoticeSentence) => texts.sentences[sentence];
