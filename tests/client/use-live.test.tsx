import { act, render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { liveStore } from '../../client/live/live.ts';
import { useLoad } from '../../client/live/use-live.ts';
import { sampleLoad } from './support/samples.ts';

const drawn: string[] = [];

function Probe({ id }: { id: string }) {
  drawn.push(`${id} ${useLoad(id)?.seq ?? 'none'}`);
  return null;
}

it('renders again only the checkpoint whose load changed', () => {
  liveStore.offerLoads([sampleLoad({ checkpointId: 'karasu', seq: 1 })]);
  render(['karasu', 'syrym'].map((id) => <Probe key={id} id={id} />));
  drawn.length = 0;
  act(() => liveStore.offerLoads([sampleLoad({ checkpointId: 'syrym', seq: 4 })]));
  act(() => liveStore.offerLoads([sampleLoad({ checkpointId: 'syrym', seq: 3 })]));
  expect(drawn).toEqual(['syrym 4']);
});
