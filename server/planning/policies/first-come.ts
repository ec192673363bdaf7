import type { Problem } from '../model.ts';
import { bookInOrder, type PolicyPlan } from './book-slots.ts';

/** First come, first served: requests in the order of the problem, each takes the cheapest cell that is open. What booking sites do. */
export function planFirstCome(problem: Problem): PolicyPlan {
  return bookInOrder(
    problem,
    Int32Array.from({ length: problem.requests.count }, (_, request) => request),
  );
}
