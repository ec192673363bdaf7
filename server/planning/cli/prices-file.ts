import { z } from 'zod';
import type { Prices } from '../model.ts';
import { InputError } from './input-error.ts';
import type { Names } from './layout.ts';

const price = z.number().min(0);

export const pricesShape = z.strictObject({
  checkpoints: z.record(z.string(), z.array(z.tuple([price, price, price]))),
  carriers: z.record(z.string(), price),
});

export function namePrices({ checkpoints, carriers }: Names, prices: Prices): z.input<typeof pricesShape> {
  return {
    checkpoints: Object.fromEntries(
      checkpoints.map(({ id, firstCell, slots }) => [
        id,
        Array.from({ length: slots }, (_, slot): [number, number, number] => {
          const cell = firstCell + slot;
          return [prices.total[cell]!, prices.inspected[cell]!, prices.examined[cell]!];
        }),
      ]),
    ),
    carriers: Object.fromEntries(carriers.map((carrier, index) => [carrier, prices.carrier[index]!])),
  };
}

/** @throws InputError where a checkpoint has another number of prices than slots. */
export function readPrices({ checkpoints, carriers }: Names, file: z.output<typeof pricesShape>, path: string): Prices {
  const rows = checkpoints.flatMap(({ id, slots }) => {
    const list = file.checkpoints[id] ?? [];
    if (list.length !== slots)
      throw new InputError(`${path}.checkpoints.${id}`, `${list.length} prices for ${slots} slots`);
    return list;
  });
  const column = (index: 0 | 1 | 2) => Float64Array.from(rows, (row) => row[index]);
  return {
    total: column(0),
    inspected: column(1),
    examined: column(2),
    carrier: Float64Array.from(carriers, (carrier) => file.carriers[carrier] ?? 0),
  };
}
