import { type Judged, replayDays } from './forecast/replay-days.ts';

/**
 * `npm run bench:forecast [-- days seed]`: how honest the forecast is. Seeded days of the twin are replayed at queues of every size; every three hours
 * the forecast is made from what the server would know, and judged when the trucks have come. The twin's service times, punctuality and heavier hours
 * are hidden from it.
 */
const queues = [
  ...(['syrym', 'kairak', 'zhaisan', 'karasu', 'kurmangazy'] as const).flatMap((checkpointId) => [
    { checkpointId, direction: 'out' as const },
    { checkpointId, direction: 'in' as const },
  ]),
  { checkpointId: 'korday', direction: 'in' as const },
  { checkpointId: 'aksai', direction: 'out' as const },
  { checkpointId: 'orda', direction: 'out' as const },
];
const leads = [0, 1, 3, 6, 12, 24];
const bands = [
  [0, 15],
  [15, 30],
  [30, 60],
  [60, 120],
  [120, 10_000],
] as const;

const [daysText = '14', seed = 'bench'] = process.argv.slice(2);
const startedAt = performance.now();
let told = 0;
const judged = replayDays({
  seed,
  queues,
  fromMs: Date.parse('2026-06-15T00:00:00Z'),
  days: Number(daysText),
  everyHours: 3,
  replications: 60,
  onProgress(done) {
    if (done - told < 0.1) return;
    told = done;
    process.stderr.write(`${Math.round(done * 100)}% `);
  },
});
process.stderr.write('\n');

print(
  `${queues.length} queues, ${daysText} days, seed ${seed}: ${judged.length} waits, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
);
print(
  'expected: 45–55% under P50, 75–85% under P80. Mean absolute error in minutes; "+ drive" gives the rule the measured way to the post, too.',
);
print('');
print(
  '                    |   waits | true mean | true P80 | under P50 | under P80 | error P50 | queue / last hour | + drive | schedule | + drive',
);
row('all', judged);
leads.slice(1).forEach((to, index) => {
  const from = leads[index]!;
  row(
    `${from}–${to} h ahead`,
    judged.filter(({ leadHours }) => leadHours >= from && leadHours < to),
  );
});
print('');
for (const { checkpointId, direction } of queues)
  row(
    `${checkpointId} ${direction}`,
    judged.filter((one) => one.checkpointId === checkpointId && one.direction === direction),
  );
print('');
for (const [from, to] of bands)
  row(
    `P50 of ${from}–${to} min`,
    judged.filter(({ p50Minutes }) => p50Minutes >= from && p50Minutes < to),
  );

function row(name: string, some: readonly Judged[]): void {
  if (some.length === 0) return;
  const mean = (value: (one: Judged) => number) => some.reduce((sum, one) => sum + value(one), 0) / some.length;
  const error = (said: (one: Judged) => number) => mean((one) => Math.abs(said(one) - one.trueMinutes)).toFixed(1);
  const share = (under: (one: Judged) => number) =>
    `${(100 * mean((one) => (one.trueMinutes <= under(one) ? 1 : 0))).toFixed(1)}%`;
  const sorted = some.map(({ trueMinutes }) => trueMinutes).sort((a, b) => a - b);
  print(
    [
      name.padEnd(19),
      `${some.length}`.padStart(7),
      mean((one) => one.trueMinutes)
        .toFixed(1)
        .padStart(9),
      sorted[Math.floor(0.8 * sorted.length)]!.toFixed(1).padStart(8),
      share((one) => one.p50Minutes).padStart(9),
      share((one) => one.p80Minutes).padStart(9),
      error((one) => one.p50Minutes).padStart(9),
      error((one) => one.throughputMinutes).padStart(17),
      error((one) => one.throughputMinutes + one.driveMinutes).padStart(7),
      error((one) => one.scheduleMinutes).padStart(8),
      error((one) => one.scheduleMinutes + one.driveMinutes).padStart(7),
    ].join(' | '),
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
