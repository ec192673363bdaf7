import type { Application } from '../../shared/contract/plans.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { applicationView, withBooking } from './application-view.ts';

/**
 * Takes an open application back. A round that has planned it meanwhile leaves it out. Withdrawing what is withdrawn is no error.
 *
 * @throws apiError APPLICATION_NOT_FOUND (also for another organisation's), APPLICATION_NOT_OPEN
 */
export async function withdrawApplication(
  db: Database,
  now: Date,
  organisationId: string,
  intent: WriteIntent,
  applicationId: string,
): Promise<Application> {
  const own = { id: applicationId, organisationId };
  await oncePerKey(db, intent, now, async (transaction) => {
    const { count } = await transaction.application.updateMany({
      where: { ...own, state: 'open' },
      data: { state: 'withdrawn' },
    });
    if (count > 0) return applicationId;
    const row = await transaction.application.findFirst({ where: own });
    if (!row) throw applicationNotFound();
    if (row.state !== 'withdrawn')
      throw apiError('APPLICATION_NOT_OPEN', {
        field: 'applicationId',
        hint: `it is ${row.state}; a booking is cancelled`,
      });
    return applicationId;
  });
  const row = await db.application.findFirst({ where: own, include: withBooking });
  if (!row) throw applicationNotFound();
  return applicationView(row);
}

const applicationNotFound = () =>
  apiError('APPLICATION_NOT_FOUND', {
    field: 'applicationId',
    hint: 'GET /api/applications lists those of your organisation',
  });
