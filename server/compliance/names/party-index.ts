import type { ListRow } from '../../../shared/list-rows.ts';
import { remember } from './remember.ts';
import { sameNameFrom, similarityOf } from './similarity.ts';
import { type Skeleton, skeletonOf } from './skeleton.ts';

export type StoppedParty = ListRow<'parties'>;

export interface PartyHit {
  party: StoppedParty;
  /** As it stands in the list: the name itself or the alias that is most alike. */
  listedName: string;
  score: number;
}

interface Spelling {
  party: StoppedParty;
  listedName: string;
  skeleton: Skeleton;
  trigrams: Set<string>;
}

/** Two names that are one share at least so many of their trigrams; a changed letter costs three of them. */
const sharedTrigramsLeast = 0.25;

/**
 * Finds names in a stop list. Only spellings that share trigrams with a name are compared with it, so that a list of 10,000 firms costs some
 * dozens of comparisons and not 10,000.
 *
 * @returns a function from a name to the parties it may be, most alike first; none for nearly all
 */
export function indexParties(parties: readonly StoppedParty[]): (name: string) => readonly PartyHit[] {
  const spellings = parties.flatMap((party) =>
    [party.name, ...party.aliases].map((listedName): Spelling => {
      const skeleton = skeletonOf(listedName);
      return { party, listedName, skeleton, trigrams: trigramsOf(skeleton) };
    }),
  );
  const byTrigram = new Map<string, Spelling[]>();
  for (const spelling of spellings) {
    for (const trigram of spelling.trigrams) {
      const known = byTrigram.get(trigram);
      if (known) known.push(spelling);
      else byTrigram.set(trigram, [spelling]);
    }
  }
  return remember((name) => find(skeletonOf(name)));

  function find(skeleton: Skeleton): readonly PartyHit[] {
    const trigrams = trigramsOf(skeleton);
    const shared = new Map<Spelling, number>();
    for (const trigram of trigrams) {
      for (const spelling of byTrigram.get(trigram) ?? []) shared.set(spelling, (shared.get(spelling) ?? 0) + 1);
    }
    const best = new Map<StoppedParty, PartyHit>();
    for (const [{ party, listedName, skeleton: listed, trigrams: theirs }, count] of shared) {
      if (count < sharedTrigramsLeast * Math.min(trigrams.size, theirs.size)) continue;
      const score = similarityOf(skeleton, listed);
      if (score >= sameNameFrom && score > (best.get(party)?.score ?? 0)) best.set(party, { party, listedName, score });
    }
    return [...best.values()].sort((a, b) => b.score - a.score);
  }
}

/** Of all letters in a row, sorted by words, with both ends marked so that short names have some, too. */
function trigramsOf({ words }: Skeleton): Set<string> {
  const text = `  ${[...words].sort().join('')} `;
  return new Set(Array.from({ length: text.length - 2 }, (_, start) => text.slice(start, start + 3)));
}
