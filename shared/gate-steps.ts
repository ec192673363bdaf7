/**
 * The way of a truck through a checkpoint, as a pure state machine. A truck's state is the last step that counts; the officer's page asks
 * here whether a step may follow, also without a network, and the database says the same (gate_step_follows in prisma/migrations; a test
 * compares the two for every pair).
 *
 *     expected → arrived → called → at-post 1 → (documents, scan, examination) → strip → at-post 2 → (…) → cleared
 *
 * From arrived on a truck may be turned back. An expected one may be a no-show; an expected or arrived one may be cancelled by its carrier.
 */

/** The posts in the direction of travel: a truck that leaves Kazakhstan has the Kazakh one first. */
export const posts = ['first', 'second'] as const;
export type Post = (typeof posts)[number];

/** At each post, in this order; each may be left out: a green truck needs no scan. */
const stages = ['documents', 'scan', 'examination'] as const;

/** What an officer records about a truck. `undo` takes the last of them back, and is recorded itself. */
export const officerSteps = ['arrived', 'called', 'at-post', ...stages, 'strip', 'cleared', 'turned-back'] as const;

export const passageStates = ['expected', ...officerSteps, 'no-show', 'cancelled'] as const;
export type PassageState = (typeof passageStates)[number];

/** Where a truck is: post is null but for at-post, documents, scan and examination. */
export interface Position {
  state: PassageState;
  post: Post | null;
}

/** Nothing follows any more, but for an undo. */
export const finalStates = ['cleared', 'turned-back', 'no-show', 'cancelled'] as const;

const words = (list: readonly string[]) => list;

export const isFinal = (state: PassageState) => words(finalStates).includes(state);

/** Whether a step is taken at one of the two posts, and so has to say at which. */
export const isAtPost = (step: PassageState) => step === 'at-post' || words(stages).includes(step);

/** Whether a truck at one position may take a step next. */
export function mayFollow(from: Position, to: Position): boolean {
  if (isAtPost(to.state) !== (to.post !== null)) return false;
  switch (to.state) {
    case 'expected':
      return false;
    case 'arrived':
    case 'no-show':
      return from.state === 'expected';
    case 'cancelled':
      return from.state === 'expected' || from.state === 'arrived';
    case 'called':
      return from.state === 'arrived';
    case 'at-post':
      return from.state === (to.post === 'first' ? 'called' : 'strip');
    case 'strip':
      return isAtPost(from.state) && from.post === 'first';
    case 'cleared':
      return isAtPost(from.state) && from.post === 'second';
    case 'turned-back':
      return from.state !== 'expected' && !isFinal(from.state);
    default:
      return isAtPost(from.state) && from.post === to.post && rank(from.state) < rank(to.state);
  }
}

/** at-post comes before all stages: it is not among them, and its rank is -1. */
const rank = (state: PassageState) => words(stages).indexOf(state);

/** All steps that may follow, for the buttons of an officer; the usual next one comes first. */
export function listNextSteps(from: Position): Position[] {
  return officerSteps
    .flatMap((state): Position[] =>
      isAtPost(state) ? posts.map((post) => ({ state, post })) : [{ state, post: null }],
    )
    .filter((to) => mayFollow(from, to));
}

/** The post of a side: the Kazakh one is first on the way out and second on the way in. */
export function sideOfPost(direction: 'out' | 'in', post: Post): 'kz' | 'neighbour' {
  return (direction === 'out') === (post === 'first') ? 'kz' : 'neighbour';
}
