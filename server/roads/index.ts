/** The public face of roads: what other capabilities may use. */
export { getCorridor, listCorridors } from './list-corridors.ts';
export { createRoadsRouter } from './roads.router.ts';
export { crossingsOfWay, turnWay } from './turn-way.ts';
