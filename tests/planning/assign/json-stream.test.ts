import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonObject } from '../../../server/planning/cli/json-stream.ts';

async function read(chunks: string[]) {
  const result: Record<string, unknown> = {};
  const list: unknown[] = [];
  await readJsonObject(toStream(chunks), {
    streamed: new Set(['list']),
    element: (_, index, value) => {
      list[index] = value;
    },
    member: (key, value) => {
      result[key] = value;
    },
  });
  return { result, list };
}

async function* toStream(chunks: string[]) {
  yield* chunks;
}

describe('readJsonObject', () => {
  it('reads what JSON.parse reads, wherever the chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue(),
        fc.array(fc.jsonValue()),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(0, 2),
        async (value, list, size, indent) => {
          const text = JSON.stringify({ before: value, list, after: value }, null, indent);
          const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
            text.slice(index * size, (index + 1) * size),
          );
          const expected = JSON.parse(text);
          expect(await read(chunks)).toEqual({
            result: { before: expected.before, after: expected.after },
            list: expected.list,
          });
        },
      ),
    );
  });

  it.each([
    '',
    '[]',
    '{',
    '{"a"}',
    '{"a":1',
    '{"a":1,}',
    '{"a":1}}',
    '{"list":[1,]}',
    '{"list":[1',
    '{"a":1 2}',
    '{"a":1,"a":2}',
    '{a:1}',
    '{"a":]}',
  ])('refuses %s', async (text) => {
    await expect(read([text])).rejects.toThrow();
  });
});
