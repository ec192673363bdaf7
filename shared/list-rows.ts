import { z } from 'zod';
import { documentKindSchema } from './contract/consignment.ts';
import { knownCountrySchema } from './countries.ts';

/**
 * The rows of the four lists that screening asks, as they stand in a CSV file: a column for each key, several values of one cell separated by |,
 * an empty cell where the rule is for all. What parses is kept as it is.
 */

const emptyIsAll = <Schema extends z.ZodType<string, string>>(schema: Schema) =>
  z
    .string()
    .transform((text) => (text === '' ? null : text))
    .pipe(z.nullable(schema));
const several = <Schema extends z.ZodType<string, string>>(item: Schema) =>
  z
    .string()
    .transform((text) =>
      text
        .split('|')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item));

const ruleSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/i, 'a name of letters, digits and hyphens');
const strictChannelSchema = z.enum(['yellow', 'red', 'blocked'], 'yellow, red or blocked');
const hsPrefixSchema = z.string().regex(/^\d{2,10}$/, '2 to 10 digits of an HS code');
const hsPrefixOrAllSchema = z.string().regex(/^(\d{2,10})?$/, '2 to 10 digits of an HS code, or nothing for all goods');
const countryOrAllSchema = emptyIsAll(knownCountrySchema);
const noteSchema = z.string().max(500, 'at most 500 characters').default('');

export const listRowSchemas = {
  goods: z.strictObject({
    hsPrefix: hsPrefixSchema,
    rule: ruleSchema,
    channel: strictChannelSchema,
    note: noteSchema,
  }),
  parties: z.strictObject({
    name: z.string().min(2, 'a name of at least 2 characters').max(200, 'at most 200 characters'),
    aliases: several(z.string().max(200, 'at most 200 characters')),
    country: countryOrAllSchema,
    programme: ruleSchema,
    action: z.enum(['block', 'review'], 'block or review'),
    note: noteSchema,
  }),
  routes: z
    .strictObject({
      rule: ruleSchema,
      origin: countryOrAllSchema,
      destination: countryOrAllSchema,
      transit: countryOrAllSchema,
      hsPrefix: hsPrefixOrAllSchema,
      channel: strictChannelSchema,
      note: noteSchema,
    })
    .refine(({ origin, destination, transit }) => origin ?? destination ?? transit, {
      path: ['origin'],
      error: 'a route names an origin, a destination or a country of transit',
    }),
  documents: z.strictObject({
    rule: ruleSchema,
    hsPrefix: hsPrefixOrAllSchema,
    direction: emptyIsAll(z.enum(['out', 'in'], 'out, in, or nothing for both')),
    neighbour: countryOrAllSchema,
    kinds: several(documentKindSchema).pipe(z.array(documentKindSchema).min(1, 'at least one kind of document')),
    channel: z
      .string()
      .transform((text) => (text === '' ? 'yellow' : text))
      .pipe(strictChannelSchema),
    note: noteSchema,
  }),
};

export type ListRow<Kind extends keyof typeof listRowSchemas> = z.infer<(typeof listRowSchemas)[Kind]>;
