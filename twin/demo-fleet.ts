import { DateTime } from 'luxon';
import { seedFleet } from '../server/fleet/index.ts';
import { createContract, listContracts } from '../server/framework-contracts/index.ts';
import type { Database } from '../server/platform/database/client.ts';
import { writeIntent } from '../server/platform/database/once-per-key.ts';

/** The carrier that people look at, and its dispatcher (server/accounts/seed-demo-accounts.ts). */
const organisationId = 'demo-trans';
const madeBy = 'dispatcher-demo';
const actor = { kind: 'job', id: 'demo-world' } as const;

const tractors = Array.from({ length: 12 }, (_, index) => {
  const number = 301 + index;
  return `тягач;${number}DMT02;XLRTE47MS0E${String(880_000 + number)};KZ;`;
});
const trailers = Array.from({ length: 6 }, (_, index) => `полуприцеп;${41 + index}DMT02A;;KZ;13,6`);
const units = ['Тип;Госномер;VIN;Страна;Длина', ...tractors, ...trailers].join('\n');

const drivers = [
  'ФИО;Телефон;ВУ;Язык',
  'Ержан Сейтқали;+7 700 000 00 01;DM 100001;казахский',
  'Марат Оспанов;+7 700 000 00 02;DM 100002;русский',
  'Сергей Ким;+7 700 000 00 03;DM 100003;русский',
  'Айдар Нұрланов;+7 700 000 00 04;DM 100004;казахский',
  'Виктор Шмидт;+7 700 000 00 05;DM 100005;русский',
  'Бауыржан Әлиев;+7 700 000 00 06;DM 100006;казахский',
].join('\n');

/** Three trucks of pipes every weekday to Samara, with papers that make them green. */
const contract = {
  ...({ name: 'Трубы в Самару (демо)', checkpointId: 'syrym', direction: 'out', trucksPerDay: 3 } as const),
  ...{ weekdays: [1, 2, 3, 4, 5], fromTime: '08:00', toTime: '20:00', isFlexible: true, unitIds: [] },
  cargo: {
    ...{
      hsCode: '730890',
      description: 'металлоконструкции',
      grossWeightKg: 19_500,
      originCountry: 'KZ',
      destinationCountry: 'RU',
    },
    consignor: { name: 'ТОО «Тобыл Металл»', country: 'KZ' },
    consignee: { name: 'ООО «Янтарный Мост»', country: 'RU' },
    documents: (['consignment-note', 'e-invoice', 'spot-qr'] as const).map((kind) => ({ kind, number: 'DEMO-1' })),
  },
};

/** Demo Trans has a fleet, and a contract that the rounds book. Safe to repeat: each step has its key, and a table changes what it knows. */
export async function makeDemoFleet(db: Database, now: Date): Promise<void> {
  await seedFleet(db, now, { organisationId, actor }, { units, drivers });
  const today = DateTime.fromJSDate(now, { zone: 'Asia/Almaty' });
  const { items } = await listContracts(db, now, organisationId, { limit: 1 });
  if (items.length > 0) return;
  const wish = { ...contract, validFrom: today.toISODate()!, validTo: today.plus({ months: 3 }).toISODate()! };
  const intent = writeIntent(organisationId, 'demo-framework-contract', contract);
  await createContract(db, now, { organisationId, madeBy, actor }, intent, wish);
}
