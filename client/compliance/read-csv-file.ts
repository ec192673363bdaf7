export interface CsvFile {
  name: string;
  text: string;
  /** lines with something in them, less the header */
  rows: number;
  encoding: 'utf-8' | 'windows-1251';
}

/** What the server takes in one request (server/platform/http/create-app.ts), less what stands around the file. */
const bytesMax = 4 * 1024 * 1024 - 4096;

/** Reads a CSV file. Spreadsheets of the region still save Windows-1251: what is no UTF-8 is taken for that. */
export async function readCsvFile(file: File): Promise<CsvFile> {
  const { text, encoding } = decode(await file.arrayBuffer());
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '').length;
  return { name: file.name, text, encoding, rows: Math.max(0, lines - 1) };
}

function decode(bytes: ArrayBuffer): Pick<CsvFile, 'text' | 'encoding'> {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1251').decode(bytes), encoding: 'windows-1251' };
  }
}

/** As JSON carries it: with its quotes and line ends escaped. */
export const fitsInRequest = ({ text }: CsvFile) => new Blob([JSON.stringify(text)]).size <= bytesMax;
