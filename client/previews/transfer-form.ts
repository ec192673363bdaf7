import { DateTime } from 'luxon';
import type { Change } from '../../shared/contract/changes.ts';
import { type Direction, directionSchema } from '../../shared/words.ts';

/** All posts of Kazakhstan keep one clock since March 2024. */
const kzZone = 'Asia/Almaty';

export interface TransferValues {
  fromCheckpointId: string;
  toCheckpointId: string;
  direction: Direction;
  /** yyyy-MM-dd on the Kazakh clock */
  day: string;
  trucks: number | string;
  reason: string;
}

/** Reads a form from an address, such as a suggestion makes: `?from=zhaisan&to=alimbet&direction=out&day=2026-11-26&trucks=40&reason=…`. */
export function readTransfer(search: URLSearchParams, now: Date): TransferValues {
  const tomorrow = DateTime.fromJSDate(now, { zone: kzZone }).plus({ days: 1 }).toISODate() ?? '';
  const trucks = Number(search.get('trucks'));
  return {
    fromCheckpointId: search.get('from') ?? '',
    toCheckpointId: search.get('to') ?? '',
    direction: directionSchema.catch('out').parse(search.get('direction')),
    day: search.get('day') ?? tomorrow,
    trucks: Number.isInteger(trucks) && trucks > 0 ? trucks : 20,
    reason: search.get('reason') ?? '',
  };
}

/** @returns the change as the API takes it: the whole day */
export function transferOf({ day, trucks, reason, ...values }: TransferValues): Change {
  const start = DateTime.fromISO(day, { zone: kzZone }).startOf('day');
  const instant = (time: DateTime) => time.toISO({ suppressMilliseconds: true }) ?? '';
  return {
    kind: 'transfer',
    ...values,
    startsAt: instant(start),
    endsAt: instant(start.plus({ days: 1 })),
    trucks: Number(trucks),
    reason: reason.trim(),
  };
}
