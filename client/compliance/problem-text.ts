import type { TFunction } from 'i18next';

/** What the server says of a broken row, in English (shared/list-rows.ts, server/compliance/lists/parse-list.ts), and the text of each. */
const problems = [
  { pattern: /^(?<cells>\d+) cells, and the header has (?<columns>\d+)$/, text: 'cells' },
  { pattern: /^the same as line (?<line>\d+)$/, text: 'same' },
  { pattern: /^a list of no rows$/, text: 'noRows' },
  { pattern: /^this column is missing$/, text: 'columnMissing' },
  { pattern: /^this column is there twice$/, text: 'columnTwice' },
  { pattern: /^no column of this list: they are (?<columns>.+)$/, text: 'noColumn' },
  { pattern: /^quotes that do not match/, text: 'quotes' },
  { pattern: /^a name of letters, digits and hyphens$/, text: 'ruleName' },
  { pattern: /^yellow, red or blocked$/, text: 'channel' },
  { pattern: /^2 to 10 digits of an HS code$/, text: 'hsPrefix' },
  { pattern: /^2 to 10 digits of an HS code, or nothing for all goods$/, text: 'hsPrefixOrAll' },
  { pattern: /^at most (?<letters>\d+) characters$/, text: 'tooLong' },
  { pattern: /^a name of at least 2 characters$/, text: 'nameShort' },
  { pattern: /^block or review$/, text: 'action' },
  { pattern: /^a route names an origin/, text: 'route' },
  { pattern: /^out, in, or nothing for both$/, text: 'direction' },
  { pattern: /^at least one kind of document$/, text: 'noDocument' },
  { pattern: /^Invalid option: expected one of (?<options>.+)$/, text: 'document' },
  { pattern: /^a country of ISO 3166-1/, text: 'country' },
] as const;

/** @returns what is wrong in the language of the screen; as the server says it where this client does not know it */
export function problemText(problem: string, t: TFunction): string {
  for (const { pattern, text } of problems) {
    const found = pattern.exec(problem);
    if (found) return t(`compliance.problem.${text}`, { replace: found.groups ?? {} });
  }
  return problem;
}
