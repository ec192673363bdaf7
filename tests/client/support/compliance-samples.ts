import type { FiredRule } from '../../../shared/contract/bookings.ts';
import type { BlockedConsignment, ListVersion } from '../../../shared/contract/compliance.ts';
import { sampleBooking } from './samples.ts';

export const partyRule: FiredRule = {
  id: 'stop-list-otkel-example',
  subject: 'ТОО «Ақшатау Микро»',
  channel: 'blocked',
  list: 'parties',
  version: 3,
  note: 'Aqshatau Micro LLP (93)',
};

export const goodsRule: FiredRule = {
  id: 'sensitive-goods-tier-2',
  subject: '8526',
  channel: 'red',
  list: 'goods',
  version: 2,
};

export const documentsRule: FiredRule = {
  id: 'e-invoice',
  subject: 'e-invoice, spot-qr',
  channel: 'yellow',
  list: 'documents',
  version: 1,
};

export function sampleBlocked(change: Partial<BlockedConsignment> = {}): BlockedConsignment {
  return {
    id: '33333333-6c8d-4f0e-9b1a-3f2f9d1c7a11',
    state: 'open',
    organisationName: 'Demo Trans',
    bookingId: null,
    checkpointId: 'karasu',
    direction: 'out',
    vehicle: sampleBooking().vehicle,
    cargo: { hsCode: '852691', grossWeightKg: 900, consignee: { name: 'ТОО «Ақшатау Микро»', country: 'KZ' } },
    rules: [partyRule, goodsRule],
    madeAt: '2026-11-22T05:00:00.000Z',
    lastAt: '2026-11-22T05:00:00.000Z',
    decision: null,
    ...change,
  };
}

export function sampleVersion(change: Partial<ListVersion> = {}): ListVersion {
  return {
    kind: 'goods',
    version: 2,
    inForce: true,
    validFrom: '2026-11-01T00:00:00.000Z',
    validTo: null,
    rows: 50,
    source: 'committee of state revenue',
    reason: 'yearly review of the list',
    importedBy: 'Demo reviewer',
    importedAt: '2026-11-01T00:00:00.000Z',
    ...change,
  };
}
