import { hashPassword } from 'better-auth/crypto';
import type { Database } from '../platform/database/client.ts';
import type { MemberRole } from './caller.ts';
import { insertAccount } from './insert-account.ts';
import { seedSimulatedCarriers } from './simulated-carriers.ts';

/** Known to everybody: for a demo world only. */
export const demoPassword = 'otkel-demo-2026';

export const demoAuthorityId = 'demo-customs';

const organisations = [
  { id: 'demo-trans', name: 'Demo Trans', kind: 'carrier' },
  { id: 'demo-logistics', name: 'Demo Logistics', kind: 'carrier' },
  { id: demoAuthorityId, name: 'Demo Customs', kind: 'authority' },
];

interface DemoAccount {
  email: string;
  name: string;
  role: MemberRole | 'administrator';
  organisationId: string | null;
  checkpointIds: string[];
}

export const demoAccounts: readonly DemoAccount[] = [
  account('dispatcher', 'Demo dispatcher', 'dispatcher', 'demo-trans'),
  account('dispatcher2', 'Second demo dispatcher', 'dispatcher', 'demo-logistics'),
  account('officer', 'Demo officer', 'officer', demoAuthorityId, ['karasu', 'syrym', 'zhaisan']),
  account('planner', 'Demo planner', 'planner', demoAuthorityId),
  account('reviewer', 'Demo reviewer', 'reviewer', demoAuthorityId),
  account('admin', 'Demo administrator', 'administrator', null),
];

function account(
  local: string,
  name: string,
  role: DemoAccount['role'],
  organisationId: string | null,
  checkpointIds: string[] = [],
): DemoAccount {
  return { email: `${local}@demo.otkel`, name, role, organisationId, checkpointIds };
}

/** Makes what is missing of the demo accounts and of so many simulated carriers; the checkpoints must be there. Safe to repeat. */
export async function seedDemoAccounts(
  db: Database,
  { now, simulatedCarriers }: { now: Date; simulatedCarriers: number },
): Promise<void> {
  await db.organization.createMany({
    data: organisations.map((row) => ({ ...row, slug: row.id, createdAt: now })),
    skipDuplicates: true,
  });
  await seedSimulatedCarriers(db, simulatedCarriers, now);

  const there = await db.user.findMany({ where: { email: { in: demoAccounts.map(({ email }) => email) } } });
  const missing = demoAccounts.filter(({ email }) => !there.some((user) => user.email === email));
  if (missing.length === 0) return;
  const passwordHash = await hashPassword(demoPassword); // once: it takes some 50 ms
  await db.$transaction(async (tx) => {
    for (const rows of missing) {
      await insertAccount(tx, { ...rows, userId: rows.email.replace('@demo.otkel', '-demo'), passwordHash, now });
    }
  });
}
