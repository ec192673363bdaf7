import type { TFunction } from 'i18next';
import type { Cargo } from '../../shared/contract/bookings.ts';
import { type DocumentKind, documentSchema, partySchema } from '../../shared/contract/consignment.ts';

interface PartyValues {
  name: string;
  country: string | null;
}

/** What the form holds of a consignment beside its goods; the names are those of the API. */
export interface ConsignmentValues {
  consignor: PartyValues;
  consignee: PartyValues;
  originCountry: string | null;
  destinationCountry: string | null;
  /** by-way: goods made elsewhere that somebody in Kazakhstan sends out of it */
  isReExport: ReExport;
  documents: { kind: DocumentKind; number: string }[];
}

export const reExports = ['by-way', 'yes', 'no'] as const;
type ReExport = (typeof reExports)[number];

export const emptyConsignment = (): ConsignmentValues => ({
  consignor: { name: '', country: null },
  consignee: { name: '', country: null },
  originCountry: null,
  destinationCountry: null,
  isReExport: 'by-way',
  documents: [],
});

/** How the fields are checked: all may be left out, but half a party is none. */
export function consignmentChecks(t: TFunction) {
  const party = (role: 'consignor' | 'consignee') => ({
    name: (name: string, { cargo }: { cargo: ConsignmentValues }) => {
      if (name.trim() === '') return cargo[role].country ? t('compliance.field.name') : null;
      return partySchema.shape.name.safeParse(name).success ? null : t('compliance.field.name');
    },
    country: (country: string | null, { cargo }: { cargo: ConsignmentValues }) =>
      cargo[role].name.trim() !== '' && !country ? t('booking.field.country') : null,
  });
  return {
    consignor: party('consignor'),
    consignee: party('consignee'),
    documents: {
      number: (number: string) =>
        documentSchema.shape.number.safeParse(number).success ? null : t('compliance.field.documentNumber'),
    },
  };
}

/** @returns the consignment as the API takes it: what was left empty is left out */
export function consignmentOf(values: ConsignmentValues): Omit<Cargo, 'hsCode' | 'description' | 'grossWeightKg'> {
  const { originCountry, destinationCountry, isReExport, documents } = values;
  const party = ({ name, country }: PartyValues) =>
    name.trim() !== '' && country ? { name: name.trim(), country } : undefined;
  const [consignor, consignee] = [party(values.consignor), party(values.consignee)];
  return {
    ...(consignor ? { consignor } : {}),
    ...(consignee ? { consignee } : {}),
    ...(originCountry ? { originCountry } : {}),
    ...(destinationCountry ? { destinationCountry } : {}),
    ...(isReExport === 'by-way' ? {} : { isReExport: isReExport === 'yes' }),
    ...(documents.length > 0
      ? { documents: documents.map(({ kind, number }) => ({ kind, number: number.trim() })) }
      : {}),
  };
}

/** What is asked for, beside documents. */
export const partsOfConsignment = 4;

/** @returns how many of consignor, consignee, origin and destination are filled in */
export function countFilled({ consignor, consignee, originCountry, destinationCountry }: ConsignmentValues): number {
  return [consignor.name.trim(), consignee.name.trim(), originCountry, destinationCountry].filter(Boolean).length;
}
