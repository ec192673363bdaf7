import { z } from 'zod';
import { regimeEffectSchema, regimeScopeSchema } from '../../shared/contract/regimes.ts';
import { directionSchema, instantSchema, sideSchema } from '../../shared/words.ts';
import { toLocal } from '../parts/local-time.ts';
import { effectValues, emptyRegime, type RegimeFormValues } from './regime-form.ts';

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const kzZone = 'Asia/Almaty';

/**
 * Reads a draft from an address, such as the desk and the proposals make:
 * `/regimes/new?checkpointId=syrym&side=neighbour&direction=out&from=2026-11-22T05:00:00Z&to=…&effect={"lanes":2}&scope=…&cause=…&source=…&proposalId=…`.
 * Several checkpoints are several `checkpointId`. What is missing or wrong is left as in an empty form.
 */
export function readPrefill(search: URLSearchParams, now: Date): RegimeFormValues {
  const empty = emptyRegime(now);
  const read = <Value>(name: string, schema: z.ZodType<Value>): Value | undefined =>
    schema.safeParse(search.get(name) ?? undefined).data;
  const readJson = <Value>(name: string, schema: z.ZodType<Value>): Value | undefined =>
    schema.safeParse(json(search.get(name) ?? '')).data;
  const from = read('from', instantSchema);
  const to = read('to', instantSchema);
  const effect = readJson('effect', regimeEffectSchema);
  const scope = readJson('scope', regimeScopeSchema);
  return {
    ...empty,
    checkpointIds: search.getAll('checkpointId'),
    side: read('side', sideSchema) ?? empty.side,
    direction: read('direction', directionSchema) ?? empty.direction,
    startsAt: from ? toLocal(from, kzZone) : empty.startsAt,
    endsAt: to ? toLocal(to, kzZone) : empty.endsAt,
    // A start without an end, as a measured proposal has it, is until it is ended.
    openEnd: from !== undefined && to === undefined,
    effect: effect ? effectValues(effect) : empty.effect,
    scope: scope ? { ...empty.scope, ...scope } : empty.scope,
    cause: search.get('cause') ?? '',
    source: search.get('source') ?? '',
    templateId: search.get('templateId'),
    proposalId: read('proposalId', z.uuid()) ?? null,
  };
}
