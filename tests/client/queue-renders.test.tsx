import { act } from '@testing-library/react';
import { Profiler } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { BoardRow } from '../../client/board/board-row.tsx';
import { liveStore } from '../../client/live/live.ts';
import { CheckpointRow } from '../../client/map/checkpoint-row.tsx';
import { CheckpointSign } from '../../client/map/checkpoint-sign.tsx';
import { sampleForecast, sampleQueue } from './support/queue-samples.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint, sampleLoad } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

const drawn: string[] = [];
const checkpoints = ['karasu', 'syrym'].map((id) => sampleCheckpoint({ id }));
const onHighlight = () => undefined;
let seq = 100;

beforeEach(() => {
  answerRequests(() => ({ status: 503, body: { code: 'INTERNAL', message: '' } }));
});

/** Everything that shows a queue of one checkpoint, twice, each with a counter. */
async function showAll() {
  await show(
    checkpoints.map((checkpoint) => {
      const count = (what: string) => ({
        id: `${what} ${checkpoint.id}`,
        onRender: (id: string) => void drawn.push(id),
      });
      const { id } = checkpoint;
      return (
        <div key={id}>
          <Profiler {...count('row')}>
            <CheckpointRow checkpoint={checkpoint} view="queue" highlighted={false} onHighlight={onHighlight} />
          </Profiler>
          <Profiler {...count('sign')}>
            <CheckpointSign view="queue" checkpointId={id} size={22} />
          </Profiler>
          <Profiler {...count('board')}>
            <BoardRow checkpoint={checkpoint} />
          </Profiler>
        </div>
      );
    }),
  );
  // The question of an hour ago has its answer before the counting begins.
  await act(async () => {});
  drawn.length = 0;
}

it('draws only the checkpoint whose queue or forecast changed: row, sign and board', async () => {
  await showAll();
  act(() => liveStore.offerQueues([sampleQueue({ checkpointId: 'syrym', seq: ++seq })]));
  expect(drawn.toSorted()).toEqual(['board syrym', 'row syrym', 'sign syrym']);
  drawn.length = 0;
  act(() => liveStore.offerForecasts([sampleForecast({ checkpointId: 'syrym', seq: ++seq })]));
  expect(drawn.toSorted()).toEqual(['board syrym', 'row syrym', 'sign syrym']);
});

it('draws nothing for a value that is older, or for places that it does not show', async () => {
  await showAll();
  act(() => liveStore.offerQueues([sampleQueue({ checkpointId: 'karasu', seq: ++seq })]));
  drawn.length = 0;
  act(() => liveStore.offerQueues([sampleQueue({ checkpointId: 'karasu', seq: seq - 1 })]));
  act(() => liveStore.offerLoads([sampleLoad({ checkpointId: 'karasu', seq: ++seq })]));
  expect(drawn).toEqual([]);
});
