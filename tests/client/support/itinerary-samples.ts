import type { Corridor, Way, WayLeg, WayNode } from '../../../shared/contract/corridors.ts';
import type { Itinerary, ItineraryLeg, ItineraryOffer, ItineraryRepair } from '../../../shared/contract/itineraries.ts';
import type { GateSlot, Sailing, SailingClaim } from '../../../shared/contract/sailings.ts';
import { sampleBooking, sampleSlot } from './samples.ts';

const node = (id: string, kind: WayNode['kind'], zone: string, country: string): WayNode => ({
  id,
  kind,
  name: id.charAt(0).toUpperCase() + id.slice(1),
  country,
  lat: 45,
  lon: 60,
  zone,
});

export const bishkek = node('bishkek', 'town', 'Asia/Bishkek', 'KG');
export const korday = node('korday', 'checkpoint', 'Asia/Almaty', 'KZ');
export const karasu = node('karasu', 'checkpoint', 'Asia/Almaty', 'KZ');
export const syrym = node('syrym', 'checkpoint', 'Asia/Oral', 'KZ');
export const samara = node('samara', 'town', 'Europe/Samara', 'RU');
export const kostanay = node('kostanay', 'town', 'Asia/Qostanay', 'KZ');
export const aktauPort = node('aktau-port', 'port', 'Asia/Aqtau', 'KZ');
export const amirabadPort = node('amirabad-port', 'port', 'Asia/Tehran', 'IR');

const leg = (fromId: string, toId: string, distanceKm: number, change: Partial<WayLeg> = {}): WayLeg => ({
  fromId,
  toId,
  mode: 'road',
  distanceKm,
  drivingHours: distanceKm / 60,
  isEstimated: false,
  source: 'a table',
  ...change,
});

function way(id: string, isMain: boolean, nodes: WayNode[], legs: WayLeg[]): Way {
  const idsOf = (kind: WayNode['kind']) => nodes.filter((each) => each.kind === kind).map((each) => each.id);
  const sum = (of: (leg: WayLeg) => number) => legs.reduce((total, each) => total + of(each), 0);
  return {
    id,
    isMain,
    checkpointIds: idsOf('checkpoint'),
    portIds: idsOf('port'),
    nodes,
    legs,
    distanceKm: sum((each) => each.distanceKm),
    drivingHours: sum((each) => each.drivingHours),
  };
}

export const byRoad: Corridor = {
  id: 'bishkek-samara',
  from: bishkek,
  to: samara,
  ways: [
    way(
      'bishkek-samara/main',
      true,
      [bishkek, korday, syrym, samara],
      [leg('bishkek', 'korday', 20), leg('korday', 'syrym', 2300, { isEstimated: true }), leg('syrym', 'samara', 210)],
    ),
    way(
      'bishkek-samara/karasu',
      false,
      [bishkek, karasu, syrym, samara],
      [leg('bishkek', 'karasu', 60), leg('karasu', 'syrym', 2330), leg('syrym', 'samara', 210)],
    ),
  ],
};

export const bySea: Corridor = {
  id: 'kostanay-amirabad',
  from: kostanay,
  to: amirabadPort,
  ways: [
    way(
      'kostanay-amirabad/main',
      true,
      [kostanay, aktauPort, amirabadPort],
      [leg('kostanay', 'aktau-port', 1700), leg('aktau-port', 'amirabad-port', 772, { mode: 'sea' })],
    ),
  ],
};

export const sampleSailing = (change: Partial<Sailing> = {}): Sailing => ({
  id: '5a110000-0000-4000-8000-000000000001',
  state: 'planned',
  shipId: 'barys',
  shipName: 'Barys',
  fromPortId: 'aktau-port',
  toPortId: 'amirabad-port',
  nauticalMiles: 417,
  plannedDepartureAt: '2026-11-25T12:00:00.000Z',
  expectedDepartureAt: '2026-11-25T12:00:00.000Z',
  expectedArrivalAt: '2026-11-27T02:00:00.000Z',
  arrivalP80At: '2026-11-27T08:00:00.000Z',
  documentCutoffAt: '2026-11-25T00:00:00.000Z',
  gateCutoffAt: '2026-11-25T08:00:00.000Z',
  loadFactor: 1,
  places: { laneMetres: 600, weightKg: 2_000_000, reeferPlugs: 10, dangerousGoodsPlaces: 4 },
  taken: { laneMetres: 100, weightKg: 300_000, reeferPlugs: 1, dangerousGoodsPlaces: 0 },
  left: { laneMetres: 500, weightKg: 1_700_000, reeferPlugs: 9, dangerousGoodsPlaces: 4 },
  trucks: 0,
  standby: 0,
  reason: null,
  source: 'demo-timetable',
  assumed: [],
  seq: 1,
  ...change,
});

export const sampleGateSlot = (change: Partial<GateSlot> = {}): GateSlot => ({
  id: 70,
  portId: 'aktau-port',
  startsAt: '2026-11-25T04:00:00.000Z',
  endsAt: '2026-11-25T05:00:00.000Z',
  places: 10,
  taken: 2,
  left: 8,
  ...change,
});

type Drive = Extract<ItineraryLeg, { kind: 'drive' }>;
type Crossing = Extract<ItineraryLeg, { kind: 'crossing' }>;

const times = (startsAt: string, endsAt: string) => ({ startsAt, endsAt, earliestAt: startsAt, latestAt: endsAt });

export const driveLeg = (startsAt: string, endsAt: string, change: Partial<Drive> = {}): Drive => ({
  kind: 'drive',
  fromId: 'bishkek',
  toId: 'korday',
  distanceKm: 20,
  drivingHours: 1,
  restHours: 0,
  isEstimated: false,
  ...times(startsAt, endsAt),
  ...change,
});

export function crossingLeg(
  checkpointId: string,
  slotId: number,
  startsAt: string,
  endsAt: string,
  change: Partial<Crossing> = {},
): Crossing {
  const slotEnd = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
  return {
    kind: 'crossing',
    checkpointId,
    direction: 'in',
    slot: sampleSlot({ id: slotId, checkpointId, direction: 'in', startsAt, endsAt: slotEnd }),
    waitP50Minutes: 60,
    waitP80Minutes: 120,
    waitFrom: 'forecast',
    marginMinutes: 60,
    idleMinutes: 0,
    ...times(startsAt, endsAt),
    ...change,
  };
}

/** Bishkek–Samara: an hour's drive, Korday, 20 hours at the wheel with two rests, Syrym, four hours more. */
export const roadLegs = (): ItineraryLeg[] => [
  driveLeg('2026-11-22T03:00:00.000Z', '2026-11-22T04:00:00.000Z'),
  crossingLeg('korday', 11, '2026-11-22T05:00:00.000Z', '2026-11-22T06:00:00.000Z'),
  driveLeg('2026-11-22T07:00:00.000Z', '2026-11-24T01:00:00.000Z', {
    fromId: 'korday',
    toId: 'syrym',
    distanceKm: 1200,
    drivingHours: 20,
    restHours: 22,
    isEstimated: true,
  }),
  crossingLeg('syrym', 12, '2026-11-24T02:00:00.000Z', '2026-11-24T03:00:00.000Z', { direction: 'out' }),
  driveLeg('2026-11-24T04:00:00.000Z', '2026-11-24T08:00:00.000Z', {
    fromId: 'syrym',
    toId: 'samara',
    distanceKm: 210,
    drivingHours: 4,
  }),
];

export const seaLegs = (): ItineraryLeg[] => [
  driveLeg('2026-11-24T00:00:00.000Z', '2026-11-25T04:00:00.000Z', {
    fromId: 'kostanay',
    toId: 'aktau-port',
    distanceKm: 1000,
    drivingHours: 17,
    restHours: 11,
  }),
  {
    kind: 'sailing',
    sailing: sampleSailing(),
    gateSlot: sampleGateSlot(),
    marginMinutes: 360,
    ...times('2026-11-25T04:00:00.000Z', '2026-11-27T02:00:00.000Z'),
  },
];

export const sampleWayOffer = (change: Partial<ItineraryOffer> = {}): ItineraryOffer => ({
  wayId: 'bishkek-samara/main',
  isMain: true,
  legs: roadLegs(),
  departAt: '2026-11-22T03:00:00.000Z',
  arrivalP50At: '2026-11-24T08:00:00.000Z',
  arrivalP80At: '2026-11-24T10:00:00.000Z',
  totalHours: 53,
  distanceKm: 1430,
  riskMinutes: 120,
  isLate: false,
  cost: { totalMinutes: 3300, travelMinutes: 3180, delayMinutes: 0, detourMinutes: 0, riskMinutes: 120 },
  reasons: ['soonest', 'shortest'],
  claim: { slotIds: [11, 12], sailing: null },
  ...change,
});

export const seaOffer = (change: Partial<ItineraryOffer> = {}): ItineraryOffer =>
  sampleWayOffer({
    wayId: 'kostanay-amirabad/main',
    legs: seaLegs(),
    departAt: '2026-11-24T00:00:00.000Z',
    arrivalP50At: '2026-11-27T02:00:00.000Z',
    arrivalP80At: '2026-11-27T08:00:00.000Z',
    claim: { slotIds: [], sailing: { sailingId: sampleSailing().id, gateSlotId: 70 } },
    reasons: ['only'],
    ...change,
  });

export const sampleClaim = (change: Partial<SailingClaim> = {}): SailingClaim => ({
  id: '5a110000-0000-4000-8000-000000000002',
  state: 'confirmed',
  sailing: sampleSailing(),
  gateSlot: sampleGateSlot(),
  needs: { laneMetres: 16.5, needsReeferPlug: false, isDangerous: false },
  weightKg: 36_000,
  vehicleCountry: 'KZ',
  ...change,
});

const itineraryId = '71c00000-0000-4000-8000-000000000001';

export function sampleItinerary(change: Partial<Itinerary> = {}): Itinerary {
  const { wayId, legs, departAt, arrivalP50At, arrivalP80At, distanceKm } = sampleWayOffer();
  const { vehicle, cargo } = sampleBooking();
  return {
    ...{ id: itineraryId, state: 'confirmed', corridorId: 'bishkek-samara', isReversed: false },
    ...{ wayId, legs, departAt, arrivalP50At, arrivalP80At, distanceKm, vehicle, cargo },
    readyAt: '2026-11-22T02:00:00.000Z',
    arriveBy: '2026-11-24T12:00:00.000Z',
    class: 'general',
    needs: { laneMetres: 16.5, needsReeferPlug: false, isDangerous: false },
    drivingRules: { drivingHours: 9, restHours: 11 },
    bookings: legs.flatMap((each, index) =>
      each.kind === 'crossing'
        ? [
            sampleBooking({
              id: `0b0f2f3e-6c8d-4f0e-9b1a-3f2f9d1c7a1${index}`,
              state: 'confirmed',
              itineraryId,
              slot: each.slot,
            }),
          ]
        : [],
    ),
    sailingClaim: null,
    madeAt: '2026-11-22T00:00:00.000Z',
    holdExpiresAt: '2026-11-22T00:10:00.000Z',
    confirmedAt: '2026-11-22T00:05:00.000Z',
    closedAt: null,
    repair: null,
    ...change,
  };
}

/** Syrym's slot was moved by four hours; all after it comes four hours later. */
export function sampleRepair(change: Partial<ItineraryRepair> = {}): ItineraryRepair {
  const legs = roadLegs();
  legs[3] = crossingLeg('syrym', 13, '2026-11-24T06:00:00.000Z', '2026-11-24T07:00:00.000Z', { direction: 'out' });
  legs[4] = { ...legs[4]!, startsAt: '2026-11-24T08:00:00.000Z', endsAt: '2026-11-24T12:00:00.000Z' };
  return {
    id: '9e9a0000-0000-4000-8000-000000000001',
    state: 'asked',
    cause: 'slot-moved',
    slippedLeg: 3,
    reason: 'the scanner is broken',
    legs,
    replacedBookingIds: ['0b0f2f3e-6c8d-4f0e-9b1a-3f2f9d1c7a13'],
    arrivalP50At: '2026-11-24T12:00:00.000Z',
    arrivalP80At: '2026-11-24T14:00:00.000Z',
    madeAt: '2026-11-22T20:00:00.000Z',
    expiresAt: '2026-11-22T22:00:00.000Z',
    answeredAt: null,
    ...change,
  };
}
