/** prisma/reference/regime-templates.json: patterns of heavier inspections, with what inspection-episodes.csv says was seen. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type RegimeTemplate, regimeEffectSchema } from '../shared/contract/regimes.ts';
import { readCapacity } from './expand-capacity.ts';
import { readInspectionEpisodes } from './reference.ts';

const template = z.strictObject({
  id: z.string(),
  episodes: z.array(z.strictObject({ checkpoint: z.string(), from: z.iso.date() })).min(1),
  capacityEpisode: z.string().optional(),
  effect: regimeEffectSchema.optional(),
  assumed: z.array(z.string()).optional(),
});
type TemplateRow = z.infer<typeof template>;
const file = z.strictObject({ about: z.array(z.string()), templates: z.array(template) });

const dayMs = 24 * 3_600_000;

/** @throws ZodError where the file is not what it should be, Error where an episode is not in the other two files */
export function readRegimeTemplates(): RegimeTemplate[] {
  const text = readFileSync(new URL('./reference/regime-templates.json', import.meta.url), 'utf8');
  return file.parse(JSON.parse(text)).templates.map(expand);
}

function expand(row: TemplateRow): RegimeTemplate {
  const seen = row.episodes.map(({ checkpoint, from }) => {
    const episode = readInspectionEpisodes().find((one) => one.checkpoint === checkpoint && one.from === from);
    if (!episode) throw new Error(`${row.id}: inspection-episodes.csv has no row of ${checkpoint} from ${from}`);
    return episode;
  });
  const [first] = seen;
  const { effect, assumed } =
    row.capacityEpisode === undefined
      ? { effect: regimeEffectSchema.parse(row.effect), assumed: row.assumed ?? [] }
      : effectOfEpisode(row.capacityEpisode);
  return {
    id: row.id,
    side: first!.side === 'kz' ? 'kz' : 'neighbour',
    effect,
    hours: first!.from && first!.to ? hoursBetween(first!.from, first!.to) : null,
    observed: seen.map((one) => `${one.checkpoint} ${one.from}: ${one.effect}; ${one.figure}`).join('. '),
    source: [...new Set(seen.map(({ source }) => source))].join('; '),
    assumed,
  };
}

/** The last day of one episode is the first of the next; one of a single day lasted that day. */
function hoursBetween(from: string, to: string): number {
  return Math.max(24, ((Date.parse(to) - Date.parse(from)) / dayMs) * 24);
}

/** An episode picks from all trucks whatever their channel: so from each. */
function effectOfEpisode(id: string) {
  const episode = readCapacity().episodes.find((one) => one.id === id);
  if (!episode) throw new Error(`capacity.json has no episode ${id}`);
  const { scanShare, examinationShare, ...rest } = episode.set;
  const ofEach = (share: unknown) => (share === undefined ? undefined : { green: share, yellow: share, red: share });
  const effect = regimeEffectSchema.parse(
    definedOnly({ ...rest, scanShares: ofEach(scanShare), examinationShares: ofEach(examinationShare) }),
  );
  return { effect, assumed: episode.assumed };
}

const definedOnly = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
