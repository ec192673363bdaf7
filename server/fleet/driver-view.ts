import type { z } from 'zod';
import type { Driver, newDriverSchema } from '../../shared/contract/fleet.ts';
import type { Driver as DriverRow } from '../platform/database/generated/client.ts';

export type NewDriver = z.infer<typeof newDriverSchema>;

export const driverView = ({ id, name, phone, licenceNumber, language, addedAt, retiredAt }: DriverRow): Driver => ({
  ...{ id, name },
  ...(phone === null ? {} : { phone }),
  ...(licenceNumber === null ? {} : { licenceNumber }),
  language: language as Driver['language'],
  addedAt: addedAt.toISOString(),
  retiredAt: retiredAt?.toISOString() ?? null,
});

/** Spaces and small letters do not make another licence. */
export const driverColumns = ({ name, phone, licenceNumber, language }: NewDriver) => ({
  ...{ name, language },
  phone: phone || null,
  licenceNumber: licenceNumber?.toUpperCase().replace(/[\s№-]/g, '') || null,
});
