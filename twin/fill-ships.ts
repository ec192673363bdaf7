import { ORPCError } from '@orpc/server';
import { confirmItinerary } from '../server/itineraries/index.ts';
import { makeRandom, wholeBelow } from '../server/planning/random.ts';
import { writeIntent } from '../server/platform/database/once-per-key.ts';
import { joinStandby, listSailings, listStandby } from '../server/sailings/index.ts';
import type { Sailing } from '../shared/contract/sailings.ts';
import type { DemoParts } from './demo-parts.ts';

const seed = 'otkel-demo';
const madeBy = 'demo-world';
const actor = { kind: 'job', id: madeBy } as const;
/** Trucks ask for a ship of the next days, few at a time: a start is not to wait for them. */
const daysAhead = 8;
const trucksPerRound = 12;
/** A few of the simulated carriers go by sea. */
const seaCarriers = 6;
const truckMetres = 16.5;
/** Ours: how many of them need a plug or carry dangerous goods, and the weights that go to Iran. */
const shares = { reefer: 0.2, dangerous: 0.06 };
const cargoKg = { least: 14_000, more: 10_000 };

/**
 * Puts simulated trucks on the ships of the demo timetable: they join standby lists as people do, and confirm when they are called. Where there is room
 * they are called at once, so the ships fill up; what asks for more than a ship holds, waits. Safe to repeat.
 */
export async function fillShips({ db, feed, clock }: DemoParts, carriers: readonly { id: string }[]): Promise<void> {
  const own = carriers.slice(0, seaCarriers);
  if (own.length === 0) return;
  for (const { id: organisationId } of own) {
    const { items } = await listStandby(db, organisationId, { limit: 200 });
    for (const { id, state, itineraryId } of items) {
      if (state !== 'called' || !itineraryId) continue;
      const intent = writeIntent(organisationId, `sea/${id}/confirm`, ['confirm', id]);
      const parts = { db, feed, leftQueue: async () => {} };
      // One that was just too late has expired; the next one is called.
      await confirmItinerary(
        parts,
        clock.now(),
        { organisationId, madeBy, source: 'simulated' },
        intent,
        itineraryId,
      ).catch(passRefusal);
    }
  }
  const now = clock.now();
  const to = new Date(now.getTime() + daysAhead * 86_400_000).toISOString();
  const { items } = await listSailings(db, now, { from: now.toISOString(), to, limit: 200 });
  const open = items.filter(
    ({ source, state, documentCutoffAt }) =>
      source === 'demo-timetable' && ['planned', 'delayed'].includes(state) && new Date(documentCutoffAt) > now,
  );
  let left = trucksPerRound;
  for (const sailing of open) {
    const wanted = Math.floor((sailing.places.laneMetres / truckMetres) * demandOf(sailing));
    for (
      let truck = Math.round(sailing.taken.laneMetres / truckMetres) + sailing.standby;
      truck < wanted && left > 0;
      truck++, left--
    )
      await join(db, now, sailing, truck, own[truck % own.length]!.id);
  }
}

/** By the ship's voyage and not by who asked before: the same in every run of the same timetable. */
const demandOf = ({ shipId, plannedDepartureAt }: Sailing) =>
  0.15 + makeRandom(seed, 'demand', shipId, plannedDepartureAt)() * 0.95;

async function join(db: DemoParts['db'], now: Date, sailing: Sailing, number: number, organisationId: string) {
  const random = makeRandom(seed, 'sea-truck', sailing.shipId, sailing.plannedDepartureAt, number);
  const digits = (count: number) => String(wholeBelow(random, 10 ** count)).padStart(count, '0');
  const wish = {
    vehicle: { plate: `${digits(3)}SEA${digits(3)}`, vin: `XTASEA${digits(5)}${digits(6)}`, country: 'KZ' },
    // Grain and its like: no list names it, and the papers are what every load has.
    cargo: {
      hsCode: '100119',
      grossWeightKg: cargoKg.least + wholeBelow(random, cargoKg.more),
      documents: (['consignment-note', 'e-invoice'] as const).map((kind) => ({ kind, number: digits(6) })),
    },
    needs: {
      laneMetres: truckMetres,
      needsReeferPlug: random() < shares.reefer,
      isDangerous: random() < shares.dangerous,
    },
  };
  const intent = writeIntent(organisationId, `sea/${sailing.id}/${number}`, ['joinStandby', sailing.id, number]);
  // A plate that was drawn twice has a ship already; goods that a list blocks since then stay at home.
  await joinStandby(db, now, { organisationId, madeBy, actor }, intent, sailing.id, wish).catch(passRefusal);
}

/** What people would be told, too; anything else is a fault. */
function passRefusal(error: unknown): void {
  if (!(error instanceof ORPCError)) throw error;
}
