import { expect, it } from 'vitest';
import { LoadGlyph, type ShownState, StateGlyph, stateOf } from '../../client/parts/load-glyph.tsx';
import { show } from './support/render.tsx';
import { sampleLoad } from './support/samples.ts';

const states: ShownState[] = ['free', 'filling', 'full', 'closed', 'unknown'];

it('gives every state a shape of its own, not only a colour', async () => {
  const { container } = await show(states.map((state) => <StateGlyph key={state} state={state} />));
  const shapes = [...container.querySelectorAll('svg')].map((sign) =>
    [...sign.querySelectorAll('path')].map((path) => path.getAttribute('d')).join(' '),
  );
  expect(shapes).toHaveLength(states.length);
  expect(new Set(shapes).size).toBe(states.length);
});

it('shows the way out on the left and the way in on the right', async () => {
  const { container } = await show(<LoadGlyph out="full" in="free" />);
  const [, , left, right] = container.querySelectorAll('path');
  expect(left!.getAttribute('fill')).toBe('var(--otkel-full)');
  expect(left!.getAttribute('transform')).toBeNull();
  expect(right!.getAttribute('fill')).toBe('var(--otkel-free)');
  expect(right!.getAttribute('transform')).toBe('matrix(-1 0 0 1 24 0)');
});

it('tells a state per direction, closed without places, unknown before the load is there', () => {
  const load = sampleLoad({ in: { places: 0, taken: 0, nextFreeAt: null } });
  expect([stateOf(load, 'out'), stateOf(load, 'in'), stateOf(undefined, 'in')]).toEqual(['free', 'closed', 'unknown']);
});
