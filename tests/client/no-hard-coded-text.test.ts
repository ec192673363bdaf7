import ts from 'typescript';
import { expect, it } from 'vitest';

// Words that stand in the source of a screen are said in one language to everybody.

/** Props that are shown or read aloud. */
const spoken = ['alt', 'aria-label', 'description', 'label', 'placeholder', 'title'];
/** Codes, plates and VINs are capitals; the name of the program is the same everywhere. */
const isName = (text: string) => ['Otkel', 'Otkel · өткел'].includes(text.trim());
const isText = (text: string) => /\p{Ll}{2,}/u.test(text.replace('https://', '')) && !isName(text);

function hardCoded(fileName: string, source: string): string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && isText(node.text)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && spoken.includes(node.name.getText(file)) && node.initializer) {
      if (ts.isStringLiteral(node.initializer) && isText(node.initializer.text)) found.push(node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.map((text) => `${fileName}: ${text}`);
}

it('finds a word between tags, and in a prop that is read aloud', () => {
  const source = '<p title="Close">Save {count} <b>{t("a.b")}</b></p>';
  expect(hardCoded('x.tsx', source)).toEqual(['x.tsx: Close', 'x.tsx: Save']);
});

it('finds none in the screens', () => {
  const sources = import.meta.glob<string>('../../client/**/*.tsx', { query: '?raw', import: 'default', eager: true });
  expect(Object.keys(sources).length).toBeGreaterThan(200);
  expect(Object.entries(sources).flatMap(([name, source]) => hardCoded(name, source))).toEqual([]);
});
