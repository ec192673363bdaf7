import { randomUUID } from 'node:crypto';
import type { Direction } from '../../shared/words.ts';
import { chooseNext } from './next-to-call.ts';
import { readQueue } from './read-queue.ts';
import { type GateParts, recordGateEvents } from './record-gate-events.ts';

const directions: Direction[] = ['out', 'in'];

/** Calls trucks by the rule at every checkpoint that has it done by itself. Two rounds at once call nobody twice: the step is refused. */
export async function callForward(parts: GateParts, now: Date): Promise<void> {
  const rules = await parts.db.queueRule.findMany({ where: { autoCall: true }, orderBy: { checkpointId: 'asc' } });
  for (const { checkpointId } of rules) {
    for (const direction of directions) {
      const { trucks } = chooseNext(await readQueue(parts.db, now, checkpointId, direction), now);
      if (trucks.length === 0) continue;
      const events = trucks.map(({ id }) => ({
        id: randomUUID(),
        truck: { bookingId: id },
        step: 'called' as const,
        happenedAt: now.toISOString(),
      }));
      await recordGateEvents(parts, now, { checkpointId, recordedBy: 'otkel', source: 'gate' }, events);
    }
  }
}
