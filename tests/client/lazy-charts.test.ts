import { expect, it } from 'vitest';

const sources = import.meta.glob<string>('../../client/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

it('has the chart library, 370 kB, in chunks that come after the page', () => {
  const charts = Object.keys(sources).filter((path) => /from '(recharts|@mantine\/charts)'/.test(sources[path]!));
  expect(charts.length).toBeGreaterThan(0);
  for (const chart of charts) {
    const name = chart.split('/').at(-1)!;
    const importers = Object.keys(sources).filter((path) => sources[path]!.includes(`/${name}'`));
    const statically = importers.filter((path) => new RegExp(`from '[^']*/${name}'`).test(sources[path]!));
    expect({ name, lazily: importers.length > 0, statically }).toEqual({ name, lazily: true, statically: [] });
  }
});
