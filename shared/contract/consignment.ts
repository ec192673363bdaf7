import { z } from 'zod';
import { knownCountrySchema } from '../countries.ts';

/** What is known of a load beside its goods: who sends it to whom, from where to where, and its papers. Screening asks for all of it. */

export const documentKinds = [
  'e-invoice',
  'consignment-note',
  'certificate-of-origin',
  'veterinary-certificate',
  'phytosanitary-certificate',
  'spot-qr',
  'transit-declaration',
  'export-declaration',
] as const;
export const documentKindSchema = z.enum(documentKinds);
export type DocumentKind = z.infer<typeof documentKindSchema>;

export const partySchema = z.object({
  name: z.string().trim().min(2).max(200).describe('in Cyrillic, Kazakh or Latin, with or without its legal form'),
  country: knownCountrySchema,
});
export type Party = z.infer<typeof partySchema>;

export const documentSchema = z.object({
  kind: documentKindSchema,
  number: z.string().trim().min(1).max(64),
});

/** All of it may be left out: then what the rules ask for is missing, and the channel is stricter for it. */
export const consignmentShape = {
  consignor: partySchema.optional().describe('who sends the goods'),
  consignee: partySchema.optional().describe('who gets them'),
  originCountry: knownCountrySchema.optional().describe('where they were made'),
  destinationCountry: knownCountrySchema.optional().describe('where they end'),
  isReExport: z
    .boolean()
    .optional()
    .describe('default: goods made elsewhere that somebody in Kazakhstan sends out of it'),
  documents: z.array(documentSchema).max(20).optional(),
};
