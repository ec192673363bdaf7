import { type GateEvent, type GateResult, gateEventsMax } from '../../../shared/contract/gate.ts';
import type { OfficerApi } from './officer-api.ts';

/** Sends what happened at one checkpoint, in order and in batches. @returns the answers to those that were refused */
export async function postEvents(
  api: OfficerApi,
  checkpointId: string,
  events: readonly GateEvent[],
): Promise<GateResult[]> {
  const refused: GateResult[] = [];
  for (let start = 0; start < events.length; start += gateEventsMax) {
    const { results } = await api.queues.recordEvents({
      params: { checkpointId },
      body: { source: 'simulated', events: events.slice(start, start + gateEventsMax) },
    });
    refused.push(...results.filter(({ outcome }) => outcome === 'refused'));
  }
  return refused;
}
