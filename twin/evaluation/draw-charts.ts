import { bar, curve, faint, line, picture, text, ticksUpTo } from './svg.ts';

export interface HoursBar {
  name: string;
  queueHours: number;
  elsewhereHours: number;
  detourHours: number;
}

const parts = [
  { key: 'queueHours', name: 'in the queue at the checkpoint', colour: '#d55e00' },
  { key: 'elsewhereHours', name: 'waited elsewhere for the slot, or late', colour: '#56b4e9' },
  { key: 'detourHours', name: 'driven around', colour: '#009e73' },
] as const;

const width = 600;
const left = 165;
const right = 70;
const rowHeight = 30;

/** Stacked bars, one for each policy, a panel for each world, all on one scale. */
export function drawHours(title: string, panels: readonly { name: string; bars: readonly HoursBar[] }[]): string {
  const totals = panels.flatMap(({ bars }) => bars.map(totalOf));
  const ticks = ticksUpTo(Math.max(...totals));
  const x = (hours: number) => left + (hours / ticks.at(-1)!) * (width - left - right);
  const drawn: string[] = [text(16, 30, title, { size: 17, bold: true })];
  parts.forEach(({ name, colour }, index) => {
    drawn.push(bar(16, 44 + 22 * index, 14, 14, colour), text(38, 56 + 22 * index, name, { size: 14 }));
  });
  let y = 132;
  for (const { name, bars } of panels) {
    drawn.push(text(16, y, name, { bold: true }));
    const top = y + 10;
    const bottom = top + rowHeight * bars.length;
    for (const tick of ticks) drawn.push(line(x(tick), top, x(tick), bottom, faint));
    bars.forEach((policy, row) => {
      const rowTop = top + rowHeight * row + 5;
      drawn.push(text(left - 10, rowTop + 15, policy.name, { anchor: 'end', size: 14 }));
      let from = 0;
      for (const { key, colour } of parts) {
        drawn.push(bar(x(from), rowTop, x(from + policy[key]) - x(from), rowHeight - 10, colour));
        from += policy[key];
      }
      drawn.push(text(x(from) + 6, rowTop + 15, `${from.toFixed(2)} h`, { size: 14 }));
    });
    for (const tick of ticks)
      drawn.push(text(x(tick), bottom + 18, String(tick), { anchor: 'middle', size: 13, muted: true }));
    y = bottom + 58;
  }
  drawn.push(text(left, y - 22, 'mean hours from readiness to clearance, service left out', { size: 13, muted: true }));
  return picture(width, y - 6, title, drawn);
}

function totalOf(policy: HoursBar): number {
  return policy.queueHours + policy.elsewhereHours + policy.detourHours;
}

export interface QueuePanel {
  name: string;
  /** Trucks there at each full hour, by policy. */
  lines: readonly { name: string; trucks: readonly number[] }[];
}

const lineStyles = [
  { colour: '#000000', dash: '' },
  { colour: '#cc79a7', dash: '7 3' },
  { colour: '#0072b2', dash: '2 3' },
  { colour: '#e69f00', dash: '' },
  { colour: '#009e73', dash: '' },
];
/** The week begins on a Monday. */
const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Trucks at a checkpoint over the week, a panel for each checkpoint with its own scale. */
export function drawQueues(title: string, panels: readonly QueuePanel[], regimeFromHour: number): string {
  const plotHeight = 150;
  const plotLeft = 60;
  const hours = panels[0]?.lines[0]?.trucks.length ?? 0;
  const x = (hour: number) => plotLeft + (hour / hours) * (width - plotLeft - 20);
  const drawn: string[] = [text(16, 30, title, { size: 17, bold: true })];
  panels[0]?.lines.forEach(({ name }, index) => {
    const { colour, dash } = lineStyles[index % lineStyles.length]!;
    const [column, row] = [index % 3, Math.floor(index / 3)];
    const at = 16 + 190 * column;
    drawn.push(
      curve(
        [
          [at, 52 + 22 * row],
          [at + 30, 52 + 22 * row],
        ],
        colour,
        3,
        dash,
      ),
      text(at + 38, 57 + 22 * row, name, { size: 14 }),
    );
  });
  let y = 112;
  for (const panel of panels) {
    const ticks = ticksUpTo(Math.max(10, ...panel.lines.flatMap(({ trucks }) => trucks)));
    const top = y + 12;
    const bottom = top + plotHeight;
    const height = (trucks: number) => bottom - (trucks / ticks.at(-1)!) * plotHeight;
    drawn.push(text(16, y, panel.name, { bold: true }));
    for (const tick of ticks) {
      drawn.push(
        line(plotLeft, height(tick), width - 20, height(tick), faint),
        text(plotLeft - 8, height(tick) + 4, String(tick), { anchor: 'end', size: 13, muted: true }),
      );
    }
    for (let hour = 0; hour < hours; hour += 24) {
      drawn.push(line(x(hour), bottom, x(hour), bottom + 5, '#52606d'));
      drawn.push(
        text(x(hour + 12), bottom + 18, dayNames[(hour / 24) % dayNames.length]!, {
          anchor: 'middle',
          size: 13,
          muted: true,
        }),
      );
    }
    drawn.push(line(x(regimeFromHour), top, x(regimeFromHour), bottom, '#52606d', '4 4'));
    panel.lines.forEach(({ trucks }, index) => {
      const { colour, dash } = lineStyles[index % lineStyles.length]!;
      drawn.push(
        curve(
          trucks.map((count, hour) => [x(hour), height(count)] as const),
          colour,
          2,
          dash,
        ),
      );
    });
    y = bottom + 54;
  }
  const caption = { size: 13, muted: true };
  drawn.push(
    text(plotLeft, y - 16, 'trucks at the checkpoint at each full hour, mean of the seeds;', caption),
    text(plotLeft, y + 2, 'dashed: the heavier inspections begin', caption),
  );
  return picture(width, y + 16, title, drawn);
}
