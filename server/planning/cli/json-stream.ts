import { InputError } from './input-error.ts';

export interface JsonVisitor {
  /** The members whose arrays are read one element at a time. */
  readonly streamed: ReadonlySet<string>;
  element(key: string, index: number, value: unknown): void;
  member(key: string, value: unknown): void;
}

/**
 * Reads one JSON object from chunks of text, and hands over its members; the array of a streamed member comes element by element, so that
 * a file of a million requests is never in memory as a whole. Values are cut out by counting brackets and parsed by `JSON.parse`.
 *
 * @throws InputError where the text is not such an object.
 */
export async function readJsonObject(chunks: AsyncIterable<string>, visitor: JsonVisitor): Promise<void> {
  const cursor = makeCursor(chunks);
  await cursor.expect('{', 'the file');
  if (await cursor.skip('}')) return cursor.expectEnd();
  const seen = new Set<string>();
  do {
    const key = await readKey(cursor);
    if (seen.has(key)) throw new InputError(key, 'is there twice');
    seen.add(key);
    await cursor.expect(':', key);
    if (visitor.streamed.has(key) && (await cursor.skip('['))) await readElements(cursor, key, visitor);
    else visitor.member(key, await cursor.readValue(key));
  } while (await cursor.skip(','));
  await cursor.expect('}', 'the file');
  await cursor.expectEnd();
}

async function readKey(cursor: Cursor): Promise<string> {
  const key = await cursor.readValue('the file');
  if (typeof key !== 'string') throw new InputError('', `a key in quotes was expected, not ${JSON.stringify(key)}`);
  return key;
}

async function readElements(cursor: Cursor, key: string, visitor: JsonVisitor): Promise<void> {
  if (await cursor.skip(']')) return;
  let index = 0;
  do {
    visitor.element(key, index, await cursor.readValue(`${key}[${index}]`));
    index++;
  } while (await cursor.skip(','));
  await cursor.expect(']', `${key}[${index}]`);
}

type Cursor = ReturnType<typeof makeCursor>;

function makeCursor(chunks: AsyncIterable<string>) {
  const source = chunks[Symbol.asyncIterator]();
  let text = '';
  let at = 0;

  async function more(): Promise<boolean> {
    const { done, value } = await source.next();
    if (done) return false;
    text = text.slice(at) + value;
    at = 0;
    return true;
  }

  /** The next character that is not white space, or '' at the end. */
  async function peek(): Promise<string> {
    for (;;) {
      while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++;
      if (at < text.length) return text[at]!;
      if (!(await more())) return '';
    }
  }

  async function skip(character: string): Promise<boolean> {
    if ((await peek()) !== character) return false;
    at++;
    return true;
  }

  async function expect(character: string, path: string): Promise<void> {
    if (await skip(character)) return;
    throw new InputError(path, `'${character}' was expected, not ${describe(await peek())}`);
  }

  async function readValue(path: string): Promise<unknown> {
    const first = await peek();
    const scan = makeScan();
    let length = 0;
    for (;;) {
      while (at + length < text.length && !scan.endsBefore(text.charCodeAt(at + length))) length++;
      if (at + length < text.length || !(await more())) break;
    }
    const cut = text.slice(at, at + length);
    at += length;
    try {
      return JSON.parse(cut);
    } catch (error) {
      const reason = first === '' ? 'the file ends here' : (error as Error).message;
      throw new InputError(path, `not JSON: ${reason}`);
    }
  }

  return {
    skip,
    expect,
    readValue,
    expectEnd: async () => {
      const rest = await peek();
      if (rest !== '') throw new InputError('', `the file goes on after its object with ${describe(rest)}`);
    },
  };
}

function describe(character: string): string {
  return character === '' ? 'the end of the file' : `'${character}'`;
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = Array.from('"\\,[]{}', (sign) =>
  sign.charCodeAt(0),
);

/** Follows one value, character by character, to where it ends. */
function makeScan() {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let ended = false;
  return {
    /** Whether the value ended before this character. */
    endsBefore(code: number): boolean {
      if (ended) return true;
      if (inString) {
        if (escaped) escaped = false;
        else if (code === BACKSLASH) escaped = true;
        else if (code === QUOTE) {
          inString = false;
          ended = depth === 0;
        }
        return false;
      }
      if (code === QUOTE) inString = true;
      else if (code === OPEN || code === OPEN_LIST) depth++;
      else if (code === CLOSE || code === CLOSE_LIST) {
        if (depth === 0) return true;
        depth--;
        ended = depth === 0;
      } else if (depth === 0) return code === COMMA || code <= 32 || code === COLON;
      return false;
    },
  };
}

const COLON = ':'.charCodeAt(0);
