/** As much of SVG as the pictures of the evaluation need. Colours are those of Okabe and Ito, told apart with any eyes. */

export const ink = '#1f2933';
export const faint = '#d5dbe1';
const muted = '#52606d';
const font = "font-family='system-ui, -apple-system, Segoe UI, Roboto, sans-serif'";

interface TextStyle {
  size?: number;
  anchor?: 'start' | 'middle' | 'end';
  bold?: boolean;
  muted?: boolean;
}

export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { size = 15, anchor = 'start', bold = false } = style;
  const fill = style.muted ? muted : ink;
  // A white rim, so that a number stays readable where it crosses a line.
  const rim = 'stroke="#ffffff" stroke-width="4" paint-order="stroke"';
  return `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}" fill="${fill}" ${rim}${bold ? ' font-weight="600"' : ''}>${markup(content)}</text>`;
}

export function bar(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${round(x)}" y="${y}" width="${round(width)}" height="${height}" fill="${fill}"/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke: string, dash = ''): string {
  const dashed = dash ? ` stroke-dasharray="${dash}"` : '';
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${stroke}"${dashed}/>`;
}

export function curve(
  points: readonly (readonly [x: number, y: number])[],
  stroke: string,
  width = 2,
  dash = '',
): string {
  const dashed = dash ? ` stroke-dasharray="${dash}"` : '';
  const path = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
  return `<polyline points="${path}" fill="none" stroke="${stroke}" stroke-width="${width}"${dashed} stroke-linejoin="round"/>`;
}

/** A whole picture on white, so that it reads on a dark page too. The title is what a screen reader says. */
export function picture(width: number, height: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ${font}>`,
    `<title>${markup(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

/** Round numbers from 0 to at least the greatest value, four to eight of them (Heckbert, Graphics Gems, 1990). */
export function ticksUpTo(greatest: number): number[] {
  const rough = Math.max(greatest, 1e-6) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.ceil(greatest / step - 1e-9) + 1 }, (_, index) =>
    Number((index * step).toPrecision(6)),
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function markup(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
