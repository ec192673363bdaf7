import { listNextSteps, type Position } from '../../shared/gate-steps.ts';
import type { Channel } from '../../shared/words.ts';

/** What a channel is controlled by at a post; an officer may always do more. */
const stagesOf: Record<Channel, readonly string[]> = {
  green: ['documents'],
  yellow: ['documents', 'scan'],
  red: ['documents', 'scan', 'examination'],
};
const stages = stagesOf.red;

/**
 * The steps that may follow, the usual one of its channel first; turning back is not among them, since it asks for a reason.
 *
 * @param channel null where it is not known: then documents are usual, and nothing else
 */
export function orderSteps(position: Position, channel: Channel | null): Position[] {
  const steps = listNextSteps(position).filter(({ state }) => state !== 'turned-back');
  const usual = steps.find(({ state }) => !stages.includes(state) || stagesOf[channel ?? 'green'].includes(state));
  return usual ? [usual, ...steps.filter((step) => step !== usual)] : steps;
}

export const mayTurnBack = (position: Position) => listNextSteps(position).some(({ state }) => state === 'turned-back');
