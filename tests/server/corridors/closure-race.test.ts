import { Client } from 'pg';
import { expect, test, vi } from 'vitest';
import { closeCheckpoint } from '../../../server/corridors/closures.ts';
import { keepSlots } from '../../../server/corridors/index.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import { startTestServer } from '../../support/server.ts';
import { findSlot } from '../../support/trucks.ts';

test('a round of the job that began before a closure was announced leaves it closed', async () => {
  const server = await startTestServer();
  const { db } = server.parts;
  const now = server.clock.now();
  // The round has something to write at karasu, its first checkpoint, and waits there for a claim.
  const busy = await findSlot(db, { checkpointId: 'karasu', skip: 1 });
  await db.slot.update({ where: { id: busy.id }, data: { totalPlaces: busy.totalPlaces + 1 } });
  const claim = new Client(server.databaseUrl);
  await claim.connect();
  await claim.query('BEGIN');
  await claim.query('SELECT FROM slot WHERE id = $1 FOR UPDATE', [busy.id]);
  const round = keepSlots(db, now, ['karasu', 'syrym']);
  await vi.waitFor(async () => {
    const { rowCount } = await claim.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(rowCount).toBe(1);
  });

  const slot = await findSlot(db, { checkpointId: 'syrym', skip: 5 });
  const closure = {
    checkpointId: 'syrym',
    direction: null,
    startsAt: slot.startsAt.toISOString(),
    endsAt: slot.endsAt.toISOString(),
    reason: 'storm',
  };
  await closeCheckpoint(db, now, 'planner', writeIntent('planner', 'the key of it', closure), closure);
  await claim.query('ROLLBACK');
  await claim.end();

  expect((await round).map(({ id }) => id)).toEqual([busy.id]);
  expect(await db.slot.findUnique({ where: { id: slot.id } })).toMatchObject({
    closedBecause: 'closure',
    totalPlaces: 0,
  });
  await server.stop();
});
