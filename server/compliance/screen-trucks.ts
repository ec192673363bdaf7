import type { FiredRule } from '../../shared/contract/bookings.ts';
import type { Channel, Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import type { Truck } from './consignment.ts';
import { loadLists } from './lists/lists-in-force.ts';
import { type Finding, screenConsignment } from './screen-consignment.ts';

/** A finding after releases, as a claim takes it: with the versions of the lists, so that it can refuse it where others are in force by then. */
export interface Screened extends Finding {
  /** Ids of the versions that were asked. */
  versions: readonly number[];
  /** Until when it passes by a release; null where it needs none. */
  releasedUntil: string | null;
}

interface Asked {
  versions: number[];
  carrierName: string | null;
  /** Country behind each checkpoint. */
  neighbours: Record<string, string>;
}

/**
 * Screens trucks of one carrier by the lists that are in force, and by the releases of what they block.
 *
 * @returns in the order of the trucks
 */
export async function screenTrucks(
  db: Database,
  now: Date,
  organisationId: string,
  trucks: readonly Truck[],
): Promise<Screened[]> {
  const checkpointIds = [...new Set(trucks.map(({ checkpointId }) => checkpointId))];
  const [asked] = await db.$queryRaw<Asked[]>`
    SELECT lists_in_force(${now}) AS versions, (SELECT name FROM organisation WHERE id = ${organisationId}) AS "carrierName",
      (SELECT coalesce(json_object_agg(id, neighbour), '{}') FROM checkpoint WHERE id = ANY (${checkpointIds})) AS neighbours`;
  const { versions, carrierName, neighbours } = asked!;
  const lists = await loadLists(db, versions);
  const carrier = { id: organisationId, name: carrierName ?? '' };
  const findings = trucks.map((truck) =>
    screenConsignment(lists, truck, { carrier, neighbour: neighbours[truck.checkpointId] }),
  );
  return releaseFindings(db, now, versions, findings);
}

/** A truck for a slot, in one question to the database: a claim is to be fast. @returns undefined where there is no such slot */
export async function screenForSlot(
  db: Database,
  now: Date,
  organisationId: string,
  slotId: number,
  load: Pick<Truck, 'vehicle' | 'cargo'>,
): Promise<{ truck: Truck; screened: Screened } | undefined> {
  interface AskedOfSlot {
    versions: number[];
    carrierName: string;
    checkpointId: string;
    direction: Direction;
    neighbour: string;
  }
  const [asked] = await db.$queryRaw<AskedOfSlot[]>`
    SELECT lists_in_force(${now}) AS versions, o.name AS "carrierName", c.id AS "checkpointId", s.direction, c.neighbour
    FROM slot s JOIN checkpoint c ON c.id = s.checkpoint_id, organisation o
    WHERE s.id = ${slotId}::int AND o.id = ${organisationId}`;
  if (!asked) return undefined;
  const { versions, carrierName, checkpointId, direction, neighbour } = asked;
  const truck: Truck = { checkpointId, direction, vehicle: load.vehicle, cargo: load.cargo };
  const carrier = { id: organisationId, name: carrierName };
  const finding = screenConsignment(await loadLists(db, versions), truck, { carrier, neighbour });
  const [screened] = await releaseFindings(db, now, versions, [finding]);
  return { truck, screened: screened! };
}

interface Release {
  fingerprint: string;
  channel: Channel;
  validTo: Date;
  reason: string;
}

/** What is blocked and covered by a release passes on the channel that the reviewer chose; the rules that fired still stand beside it. */
export async function releaseFindings(
  db: Database,
  now: Date,
  versions: readonly number[],
  findings: readonly Finding[],
): Promise<Screened[]> {
  const blocked = findings.filter(({ channel }) => channel === 'blocked').map(({ fingerprint }) => fingerprint);
  const releases = blocked.length === 0 ? [] : await listReleases(db, now, blocked);
  return findings.map((finding) => {
    const release = releases.find(({ fingerprint }) => fingerprint === finding.fingerprint);
    if (!release || finding.channel !== 'blocked') return { ...finding, versions, releasedUntil: null };
    const { channel, reason, validTo } = release;
    const fired: FiredRule = { id: 'released', subject: reason, channel, list: 'release', version: null };
    return { ...finding, versions, channel, rules: [...finding.rules, fired], releasedUntil: validTo.toISOString() };
  });
}

/** Those that hold now; of several for one consignment the last one decided comes first. */
function listReleases(db: Database, now: Date, fingerprints: string[]): Promise<Release[]> {
  return db.$queryRaw<Release[]>`
    SELECT fingerprint, channel, valid_to AS "validTo", reason FROM blocked_consignment
    WHERE fingerprint = ANY (${fingerprints}) AND state = 'released' AND valid_from <= ${now} AND valid_to > ${now}
    ORDER BY decided_at DESC`;
}
