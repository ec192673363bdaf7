import type { TruckFormValues } from './truck-form.ts';

const pick = (letters: string, count: number) =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => letters[byte % letters.length]).join('');

/** A truck to try the demo world with; another one each time, since a vehicle has one active booking. */
export function exampleTruck(): Pick<TruckFormValues, 'vehicle' | 'cargo' | 'driverName'> {
  return {
    vehicle: {
      plate: `${pick('0123456789', 3)}${pick('ABCDEKMNP', 3)}02`,
      vin: `XLR${pick('ABCDEFGHJKLMNPRSTUVWXYZ0123456789', 14)}`,
      country: 'KZ',
    },
    cargo: { hsCode: '100199', description: 'Wheat', grossWeightKg: 21_500 },
    driverName: 'Serik Akhmetov',
  };
}
