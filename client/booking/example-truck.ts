import type { TruckValues } from './truck-form.ts';

const pick = (letters: string, count: number) =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => letters[byte % letters.length]).join('');

const digits = '0123456789';

/** A truck to try the demo world with; another one each time, since a vehicle has one active booking. */
export function exampleTruck(neighbour: string): Pick<TruckValues, 'vehicle' | 'cargo' | 'driverName'> {
  return {
    vehicle: {
      plate: `${pick(digits, 3)}${pick('ABCDEKMNP', 3)}02`,
      vin: `XLR${pick('ABCDEFGHJKLMNPRSTUVWXYZ0123456789', 14)}`,
      country: 'KZ',
    },
    cargo: {
      ...{ hsCode: '100199', description: 'Wheat', grossWeightKg: 21_500 },
      consignor: { name: 'ТОО «Примерный элеватор»', country: 'KZ' },
      consignee: { name: 'Example Mill LLC', country: neighbour },
      ...{ originCountry: 'KZ', destinationCountry: neighbour, isReExport: 'by-way' },
      documents: [
        { kind: 'e-invoice', number: `ESF-${pick(digits, 8)}` },
        { kind: 'consignment-note', number: `CMR-${pick(digits, 7)}` },
        { kind: 'phytosanitary-certificate', number: `KZ-${pick(digits, 6)}` },
        { kind: 'spot-qr', number: `SPOT-${pick(digits, 10)}` },
      ],
    },
    driverName: 'Serik Akhmetov',
  };
}
