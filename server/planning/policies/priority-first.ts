import type { Problem } from '../model.ts';
import { bookInOrder, type PolicyPlan } from './book-slots.ts';

/** The heaviest requests first (animals before perishables before the rest); among equals, first come. */
export function planPriorityFirst(problem: Problem): PolicyPlan {
  const { count, weight } = problem.requests;
  const order = Int32Array.from({ length: count }, (_, request) => request);
  return bookInOrder(
    problem,
    order.sort((a, b) => weight[b]! - weight[a]! || a - b),
  );
}
