import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { GateContext } from '../../client/gate/gate-context.ts';
import { truckOfPlate } from '../../client/gate/gate-truck.ts';
import { makeEvent } from '../../client/gate/kept-event.ts';
import { createOutbox } from '../../client/gate/outbox.ts';
import { RefusedEvents } from '../../client/gate/refused-events.tsx';
import { readOutbox } from '../../client/gate/use-outbox.ts';
import type { GateEvent, GateResult } from '../../shared/contract/gate.ts';
import { documentsRule, partyRule } from './support/compliance-samples.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';

/** A server that finds every truck blocked when it is called. */
async function refuseBlocked(_checkpointId: string, events: GateEvent[]): Promise<GateResult[]> {
  const error = { code: 'CARGO_BLOCKED', message: 'x', field: 'truck', rules: [partyRule, documentsRule] };
  return events.map(({ id }) => ({ id, outcome: 'refused', truck: null, error }));
}

it('tells an officer by which rule a truck may not be called, and whom to ask', async () => {
  const outbox = createOutbox({ post: refuseBlocked, exclusively: (work) => work() });
  const recording = { checkpointId: 'karasu', officerId: 'aigul', now: new Date('2026-11-22T05:00:00Z') };
  await outbox.add(makeEvent(truckOfPlate('601ABC02'), { step: 'called', post: null }, recording));
  await outbox.send('aigul');
  outbox.close();
  await readOutbox();

  await show(
    <GateContext value={{ checkpoint: sampleCheckpoint(), record: async () => undefined }}>
      <RefusedEvents onRetry={async () => undefined} />
    </GateContext>,
  );
  expect(screen.getByText(/601ABC02 · Call/)).toBeTruthy();
  expect(screen.getByText(/is like a name on the stop list otkel-example/)).toBeTruthy();
  expect(screen.getByText('Stop list, version 3')).toBeTruthy();
  expect(screen.getByText(/Ask the compliance reviewer of the customs service/)).toBeTruthy();
  expect(screen.queryByText(/Missing:/)).toBeNull();
});
