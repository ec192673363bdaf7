import { explainAll } from '../explain/explain.ts';
import { type Explanation, nameSlots } from '../explain/explanation.ts';
import { InputError } from './input-error.ts';
import { type Decision, makeLocator } from './plan-file.ts';
import type { NamedProblem } from './read-problem.ts';

/**
 * Why each request got what it got, as the plan file says it: the text of one JSON object, by request, slots and requests by name.
 *
 * @throws InputError where the plan is none that was proved, before anything is written.
 */
export function writeExplanations(named: NamedProblem, decision: Decision): Generator<string> {
  const { lowerBound, prices } = decision;
  if (lowerBound !== decision.objective || prices === undefined) {
    throw new InputError('--explain', 'only a plan that is proved to be the best can be explained');
  }
  return writeEach(named, explainAll(named.problem, { ...decision, lowerBound, prices }));
}

function* writeEach(named: NamedProblem, explanations: readonly Explanation[]): Generator<string> {
  const where = makeLocator(named);
  yield '{';
  let separator = '\n';
  for (const [request, explanation] of explanations.entries()) {
    const data = nameRequests(nameSlots(explanation, where), named.requestIds);
    yield `${separator}${JSON.stringify(named.requestIds[request])}: ${JSON.stringify(data)}`;
    separator = ',\n';
  }
  yield '\n}';
}

/** The moves of a chain, with the requests as the problem names them. */
function nameRequests<Slot>(explanation: Explanation<Slot>, requestIds: readonly string[]) {
  const better = <Named extends { moves: readonly { request: number }[] }>(named: Named) => ({
    ...named,
    moves: named.moves.map((move) => ({ ...move, request: requestIds[move.request] })),
  });
  if (explanation.kind === 'dearer') return { ...explanation, better: better(explanation.better) };
  if (explanation.kind !== 'unassigned' || !('better' in explanation.because)) return explanation;
  const { because } = explanation;
  return { ...explanation, because: { ...because, better: because.better && better(because.better) } };
}
