import type { Way, WayNode } from '../../shared/contract/corridors.ts';
import type { Direction } from '../../shared/words.ts';

/** The same way, from its end to its start: nodes and legs in the order in which they are travelled. */
export function turnWay(way: Way, isReversed: boolean): Way {
  if (!isReversed) return way;
  return {
    ...way,
    checkpointIds: way.checkpointIds.toReversed(),
    portIds: way.portIds.toReversed(),
    nodes: way.nodes.toReversed(),
    legs: way.legs.toReversed().map((leg) => ({ ...leg, fromId: leg.toId, toId: leg.fromId })),
  };
}

/** The crossings of a way in the order in which they are travelled: a truck that comes from a town of Kazakhstan goes out. */
export function crossingsOfWay({ nodes }: Pick<Way, 'nodes'>): { checkpointId: string; direction: Direction }[] {
  const crossings: { checkpointId: string; direction: Direction }[] = [];
  let before: WayNode | undefined;
  for (const node of nodes) {
    if (node.kind === 'checkpoint') {
      crossings.push({ checkpointId: node.id, direction: before?.country === 'KZ' ? 'out' : 'in' });
    } else before = node;
  }
  return crossings;
}
