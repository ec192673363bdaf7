import { costOf, NONE, type Problem } from '../../../server/planning/model.ts';

/** In the LP format: x_i_j is request i in cell j, x_i is request i without a cell. */
export function toLinearProgramme(problem: Problem): string {
  const { requests, places, carrierQuota } = problem;
  const objective: string[] = [];
  const decided: string[] = [];
  const limits = new Map<string, { names: string[]; limit: number }>();
  const count = (key: string, limit: number, name: string) => {
    const row = limits.get(key) ?? { names: [], limit };
    row.names.push(name);
    limits.set(key, row);
  };
  for (let request = 0; request < requests.count; request++) {
    const names = [`x_${request}`];
    objective.push(`${requests.penalty[request]} x_${request}`);
    for (let cell = 0; cell < places.total.length; cell++) {
      const cost = costOf(problem, request, cell);
      if (!Number.isFinite(cost)) continue;
      const name = `x_${request}_${cell}`;
      names.push(name);
      objective.push(`${cost} ${name}`);
      (['total', 'inspected', 'examined'] as const).slice(0, requests.channel[request]! + 1).forEach((row) => {
        count(`${row}_${cell}`, places[row][cell]!, name);
      });
      const carrier = requests.carrier[request]!;
      if (carrier !== NONE && carrierQuota[carrier] !== NONE) count(`carrier_${carrier}`, carrierQuota[carrier]!, name);
    }
    decided.push(`d_${request}: ${names.join(' + ')} = 1`);
  }
  const rows = [...limits].map(([key, { names, limit }]) => `${key}: ${names.join(' + ')} <= ${limit}`);
  return ['Minimize', `cost: ${wrap(objective)}`, 'Subject To', ...[...decided, ...rows].map(breakLines), 'End'].join(
    '\n',
  );
}

/** Lines of the format are short. */
const wrap = (terms: string[]) => terms.join('\n + ');
const breakLines = (row: string) => row.replaceAll(' + ', '\n + ');
